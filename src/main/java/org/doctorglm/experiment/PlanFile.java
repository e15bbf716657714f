package org.doctorglm.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.experiment.ExperimentException.Reason;
import org.jspecify.annotations.Nullable;

/// A plan as people write it, in YAML or JSON: names instead of hashes, presets instead of values.
///
/// @param title null for the file's name
/// @param layout null for [Layout#COMPARISON]
/// @param conditions `paper` (no designer, no filter, no after-treatment) or `program` (as doctors get their answers)
/// @param questions what is asked
/// @param models who answers
/// @param settings null for the paper's or the balanced ones
/// @param designer null for what the conditions say
/// @param seeds null for the seed 0 alone
/// @param outside answers of other systems
public record PlanFile(@Nullable String title, @Nullable String layout, @Nullable String conditions, @Nullable List<Asked> questions, @Nullable List<Model> models,
                       @Nullable List<Values> settings, @Nullable List<Boolean> designer, @Nullable List<Long> seeds, @Nullable List<Outside> outside) {
    private static final long MOST_BYTES = 16L << 20;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /// @param id null for `Q1`, `Q2` and so on
    public record Asked(@Nullable String id, @Nullable String text, @Nullable String department, @Nullable Excerpt reference) {
    }

    /// Something to compare with.
    public record Excerpt(@Nullable String text, @Nullable String source, int year) {
    }

    /// @param adapter folder or file beside the plan, or an absolute one
    public record Model(@Nullable String model, @Nullable String adapter, @Nullable String label) {
    }

    /// @param preset whose values the others change, null for the conditions' own
    public record Values(@Nullable String name, @Nullable String preset, @Nullable Double temperature, @JsonAlias("top-p") @Nullable Double topP,
                         @JsonAlias("max-tokens") @Nullable Integer maxTokens) {
    }

    /// @param answers by the question's id
    public record Outside(@Nullable String label, @Nullable Map<String, String> answers) {
    }

    /// Reads a file and finds who is to answer.
    ///
    /// @throws ExperimentException BAD_PLAN with the line or the field
    /// @throws org.doctorglm.model.ModelException for a pack or adapter that is not there
    public static ExperimentPlan read(Path file, Subjects subjects) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MOST_BYTES) {
            throw new ExperimentException(Reason.BAD_PLAN, name, String.valueOf(Files.size(file)));
        }
        try {
            PlanFile plan = YAML.readValue(Files.readAllBytes(file), PlanFile.class);
            if (plan == null) {
                throw new ExperimentException(Reason.BAD_PLAN, name, "");
            }
            return plan.resolved(name, file.toAbsolutePath().getParent(), subjects).checked();
        } catch (MismatchedInputException e) {
            String field = e.getPath().stream().map(each -> each.getFieldName() == null ? String.valueOf(each.getIndex() + 1) : each.getFieldName())
                    .collect(Collectors.joining("."));
            throw new ExperimentException(Reason.BAD_PLAN, name, field);
        } catch (JacksonException e) {
            throw new ExperimentException(Reason.BAD_PLAN, name, e.getLocation() == null ? "" : String.valueOf(e.getLocation().getLineNr()));
        } catch (SamplingSettings.IllegalSettingException e) {
            throw new ExperimentException(Reason.BAD_PLAN, name, e.setting() + " = " + e.value());
        }
    }

    private ExperimentPlan resolved(String name, @Nullable Path folder, Subjects subjects) throws IOException {
        boolean paper = switch (conditions == null ? "program" : conditions) {
            case "paper" -> true;
            case "program" -> false;
            default -> throw new ExperimentException(Reason.BAD_PLAN, name, "conditions: " + conditions);
        };
        List<Subject> who = new ArrayList<>();
        for (Model model : or(models)) {
            Path adapter = model.adapter() == null ? null : folder == null ? Path.of(model.adapter()) : folder.resolve(model.adapter());
            who.add(subjects.find(required(model.model(), name, "models.model"), adapter, model.label()));
        }
        List<PlannedQuestion> asked = new ArrayList<>();
        for (Asked question : or(questions)) {
            Excerpt excerpt = question.reference();
            PlannedQuestion.Reference reference = excerpt == null ? null
                    : new PlannedQuestion.Reference(required(excerpt.text(), name, "reference.text"), excerpt.source() == null ? "" : excerpt.source(), excerpt.year());
            asked.add(new PlannedQuestion(question.id() == null ? "Q" + (asked.size() + 1) : question.id(), required(question.text(), name, "questions.text"),
                    question.department() == null ? "" : question.department(), reference));
        }
        List<OutsideColumn> others = new ArrayList<>();
        for (Outside each : or(outside)) {
            Map<String, String> answers = each.answers() == null ? Map.of() : each.answers();
            if (answers.containsValue(null)) {
                throw new ExperimentException(Reason.BAD_PLAN, name, "outside.answers");
            }
            others.add(new OutsideColumn(required(each.label(), name, "outside.label"), answers));
        }
        return new ExperimentPlan(ExperimentPlan.FORMAT, title == null ? name.replaceFirst("\\.[^.]*$", "") : title, layout(name), asked, who,
                settings(name, paper), designer == null ? List.of(!paper) : designer, seeds == null ? List.of(0L) : seeds, !paper, others);
    }

    private Layout layout(String name) throws ExperimentException {
        try {
            return layout == null ? Layout.COMPARISON : Layout.valueOf(layout.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ExperimentException(Reason.BAD_PLAN, name, "layout: " + layout);
        }
    }

    private List<Setting> settings(String name, boolean paper) throws ExperimentException {
        Setting usual = paper ? Setting.PAPER : Setting.of(SamplingPreset.BALANCED);
        List<Setting> found = new ArrayList<>();
        for (Values each : or(settings)) {
            SamplingSettings base = usual.values();
            if (each.preset() != null) {
                try {
                    base = Setting.of(SamplingPreset.valueOf(each.preset().toUpperCase(Locale.ROOT).replace('-', '_'))).values();
                } catch (IllegalArgumentException e) {
                    throw new ExperimentException(Reason.BAD_PLAN, name, "preset: " + each.preset());
                }
            }
            found.add(setting(each, base));
        }
        return found.isEmpty() ? List.of(usual) : found;
    }

    private static Setting setting(Values each, SamplingSettings base) {
        double temperature = each.temperature() == null ? base.temperature() : each.temperature();
        double topP = each.topP() == null ? base.topP() : each.topP();
        SamplingSettings values = Setting.with(base, topP, temperature, each.maxTokens() == null ? base.maxTokens() : each.maxTokens());
        return new Setting(each.name() != null ? each.name() : Setting.name(topP, temperature), values);
    }

    private static <T> List<T> or(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String required(@Nullable String value, String name, String field) throws ExperimentException {
        if (value == null || value.isBlank()) {
            throw new ExperimentException(Reason.BAD_PLAN, name, field);
        }
        return value;
    }
}
