package org.doctorglm.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.Origin;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.proposal.DecisionLog;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.Sheet.Part;
import org.doctorglm.dataset.proposal.Sheet.Section;
import org.doctorglm.dataset.proposal.Wording;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.ui.data.DataService;
import org.doctorglm.ui.data.KnownFilter;

/// Real sets in a folder of their own, the demo model's tokenizer, one sheet, and a writer that always writes the same way.
public final class FakeData implements DataService {
    private static final Sheet GOUT = new Sheet("gout", "痛风", "风湿免疫科", "2026-01", List.of(
            new Part(Section.OVERVIEW, List.of(), "痛风是尿酸盐结晶沉积在关节引起的炎症。"),
            new Part(Section.SYMPTOMS, List.of("关节红肿热痛", "夜间突发"), "多见于第一跖趾关节，数小时内达到高峰。"),
            new Part(Section.DIAGNOSIS, List.of("血尿酸", "关节液检查"), "关节液中见到尿酸盐结晶可以确诊。"),
            new Part(Section.TREATMENT, List.of("休息", "消炎止痛", "降尿酸"), "急性期以消炎止痛为主，缓解后由医生决定是否降尿酸。"),
            new Part(Section.PREVENTION, List.of("少饮酒", "少吃动物内脏"), "保持体重，多喝水。")), List.of("大脚趾半夜疼醒"));

    private final Path folder;
    private final DatasetRepository sets;
    private final DecisionLog decisions;

    public FakeData() {
        try {
            folder = Files.createTempDirectory("fake-data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sets = new SqliteDatasetRepository(folder.resolve("sets"));
        decisions = new DecisionLog(folder.resolve("decisions.jsonl"));
    }

    /// Folder for files of a test.
    public Path folder() {
        return folder;
    }

    /// Three departments with what lint finds, and general conversation.
    public void fill() {
        make("院内问诊 2026", "仅限本院使用", "门诊系统导出，已获伦理批准", 60, 64);
        make("通用对话", "Apache-2.0", "公开数据集的一部分", 30, -1);
    }

    private void make(String name, String licence, String provenance, int count, long claimed) {
        String[] departments = {"内科", "儿科", "妇产科"};
        try (DatasetRepository.Draft draft = sets.begin(DatasetDetails.named(name).stating("zh", licence, Origin.REAL, provenance, claimed))) {
            for (int i = 0; i < count; i++) {
                String question = "医生您好，我最近" + i + "天一直" + (i % 3 == 0 ? "咳嗽，夜里更重" : i % 3 == 1 ? "头痛，吃不下饭" : "低烧，没有力气") + "，这是怎么回事，需要检查吗？";
                String answer = "您好，您描述的情况需要结合体温、血常规和查体判断。建议多休息、多喝水，观察" + (i + 1) + "天；如果出现呼吸困难、持续高烧或意识改变，请立即就医。"
                        + "平时注意保暖，饮食清淡，避免劳累。".repeat(i % 5);
                if (i % 12 == 11) {
                    question = "医生您好，我最近0天一直咳嗽，夜里更重，这是怎么回事，需要检查吗？";
                    answer = "您好，您描述的情况需要结合体温、血常规和查体判断。建议多休息、多喝水，观察1天；如果出现呼吸困难、持续高烧或意识改变，请立即就医。";
                } else if (i % 20 == 7) {
                    answer = "感谢王小明医生，电话13812345678，加我微信，";
                }
                List<Turn> turns = i % 6 == 1 ? List.of(new Turn(question, answer), new Turn("那需要吃药吗？", "先不用，" + i + "天后复查。")) : List.of(new Turn(question, answer));
                draft.add(new Conversation(departments[i * 7 % 3 == 0 ? 0 : i % 3], turns));
            }
            draft.finish(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DatasetRepository sets() {
        return sets;
    }

    @Override
    public SampleMaker samples(int promptTokens, int answerTokens) throws IOException, ConsultationException {
        GlmConfig config = GlmConfig.read(DemoModel.SOURCE);
        return new SampleMaker(GlmTokenizer.load(DemoModel.SOURCE.resolve("ice_text.model"), config.imageTokens()), config, promptTokens, answerTokens);
    }

    @Override
    public List<SheetName> sheets() {
        return List.of(new SheetName("gout", "痛风", "风湿免疫科"), new SheetName("migraine", "偏头痛", "神经内科"), new SheetName("urticaria", "荨麻疹", "皮肤科"),
                new SheetName("tonsillitis", "急性扁桃体炎", "耳鼻喉科"));
    }

    @Override
    public List<KnownFilter> filters() {
        return List.of(new KnownFilter(KnownFilter.Owner.PROFILE, "儿科", new Filter(Set.of(Finding.EXACT_DUPLICATE), Set.of("儿科", "新生儿科"), Set.of(),
                new Filter.Range(20, Integer.MAX_VALUE), Filter.Range.ANY, Set.of(Finding.PHONE))));
    }

    @Override
    public Sheet sheet(String id) {
        return GOUT;
    }

    @Override
    public Wording wording() {
        return new Wording() {
            @Override
            public String name() {
                return "chatglm-mini";
            }

            @Override
            public String write(String request, long seed, Cancellation cancellation) {
                return "我的大脚趾半夜疼醒，是不是痛风？" + request.hashCode();
            }
        };
    }

    @Override
    public DecisionLog decisions() {
        return decisions;
    }
}
