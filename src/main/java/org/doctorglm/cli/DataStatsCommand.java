package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetStatistics;
import org.doctorglm.dataset.DepartmentStatistics;
import org.doctorglm.dataset.Lengths;
import org.doctorglm.dataset.MedicalTerms;
import org.doctorglm.model.ModelPack;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.TrainingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data stats NAME`: the columns of the paper's Table 1, counted.
@Command(name = "stats")
final class DataStatsCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Option(names = "--model", descriptionKey = "data.model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--terms", descriptionKey = "data.terms")
    boolean terms;

    @Override
    int run(CommandServices services) throws Exception {
        ToIntFunction<String> tokens = model == null ? null : tokens(services.pack(model));
        DatasetStatistics statistics = DatasetStatistics.of(services.datasets(), name, tokens, terms ? services.medicalTerms() : MedicalTerms.NONE,
                terminal().progress(terminal().word("data.counting")), cancellation());
        Dataset set = statistics.dataset();
        ObjectNode result = DatasetJson.of(set);
        result.put("bytes", statistics.all().bytes()).put("chats", statistics.all().chats()).put("language", language(set, statistics.all()));
        ArrayNode rows = result.putArray("departments");
        for (DepartmentStatistics row : statistics.departments()) {
            ObjectNode json = rows.addObject().put("department", row.name()).put("conversations", row.conversations()).put("turns", row.turns())
                    .put("chats", row.chats()).put("bytes", row.bytes()).put("language", language(set, row));
            DatasetJson.origin(json, set.details().origin());
            if (tokens != null) {
                json.set("questionTokens", lengths(row.questions()));
                json.set("answerTokens", lengths(row.answers()));
            }
            if (terms) {
                named(json, row);
            }
            if (!json()) {
                terminal().line(terminal().word("data.stats.row", row.name().isEmpty() ? terminal().word("data.nodepartment") : row.name(),
                        language(set, row), String.valueOf(row.conversations()), String.valueOf(row.turns()), String.valueOf(row.bytes()),
                        terminal().word("data.origin." + set.details().origin())));
            }
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word("data.stats.all", String.valueOf(set.conversations()), String.valueOf(set.turns()),
                    String.valueOf(statistics.all().bytes()), set.details().claimed() < 0 ? "–" : String.valueOf(set.details().claimed())));
        }
        return DONE;
    }

    /// What was said, else what the letters tell.
    private static String language(Dataset set, DepartmentStatistics row) {
        return set.details().language().isEmpty() ? row.language().code() : set.details().language();
    }

    private static ObjectNode lengths(Lengths lengths) {
        return object().put("median", lengths.quantile(0.5)).put("p90", lengths.quantile(0.9)).put("p99", lengths.quantile(0.99)).put("longest", lengths.most())
                .put("above100", lengths.above(100)).put("above512", lengths.above(512));
    }

    private static void named(ObjectNode json, DepartmentStatistics row) {
        for (MedicalTerms.Kind kind : MedicalTerms.Kind.values()) {
            ObjectNode counts = json.putObject(kind.name().toLowerCase(Locale.ROOT) + "s");
            row.terms(kind).forEach(counts::put);
        }
    }

    private static ToIntFunction<String> tokens(ModelPack pack) throws Exception {
        GlmTokenizer tokenizer = GlmTokenizer.load(pack.tokenizer().orElseThrow(() -> new TrainingException(TrainingException.Reason.NO_TOKENIZER, pack.name())),
                pack.manifest().config().imageTokens());
        return text -> tokenizer.encodeUntrusted(text).length;
    }
}
