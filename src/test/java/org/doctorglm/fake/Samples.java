package org.doctorglm.fake;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.CitedEvidence.Section;
import org.jspecify.annotations.Nullable;

/// Realistic sheets and answers for tests and screenshots.
public final class Samples {
    public static final String EDITION = "2026-11";
    public static final String TONSILLITIS_QUESTION = "医生，我家宝宝4岁7个月，连续五天发烧，基本上都39度，消炎药也换过了，没有皮疹，查血炎症又不太高，医生说是急性扁桃体炎，怎么办？";
    public static final String URINE_QUESTION = "清晨尿频尿急，午后缓解，没有发热，可能是什么问题？";
    public static final String UNKNOWN_QUESTION = "手机屏幕碎了怎么修？";

    private Samples() {
    }

    public static CitedEvidence tonsillitis(double score, boolean used) {
        return sheet("acute-tonsillitis", "急性扁桃体炎", "Acute tonsillitis", "J03", List.of("儿科", "耳鼻喉科"), score, List.of("扁桃体炎", "发烧", "39度"),
                "咽痛、吞咽困难、发热，可伴头痛、全身不适。扁桃体充血肿大，隐窝口可有脓性分泌物，颌下淋巴结肿大压痛。幼儿可表现为拒食、流涎、哭闹。",
                "查体见扁桃体充血肿大或有脓点。血常规、C 反应蛋白有助区分病毒与细菌感染；疑为 A 群链球菌时做咽拭子快速检测或培养。",
                "多数为病毒性，以休息、补液和退热为主。确认 A 群链球菌感染时按疗程使用青霉素类，过敏者另选。",
                "勤洗手，避免与呼吸道感染者密切接触，注意休息和营养。", List.of("呼吸困难", "张口受限", "声音含糊", "脱水"), used);
    }

    public static CitedEvidence kawasaki(double score, boolean used) {
        return sheet("kawasaki", "川崎病", "Kawasaki disease", "M30.3", List.of("儿科"), score, List.of("发烧", "五天"),
                "持续发热五天以上，双眼结膜充血，口唇皲裂、杨梅舌，皮疹，手足硬肿，颈部淋巴结肿大。", "依据临床表现，并行心脏超声检查冠状动脉。",
                "尽早使用静脉丙种球蛋白和阿司匹林，须住院。", "无特异预防方法，按期随访心脏超声。", List.of("胸痛", "面色苍白"), used);
    }

    public static CitedEvidence influenza(double score, boolean used) {
        return sheet("influenza", "流行性感冒", "Influenza", "J11", List.of("儿科", "呼吸科"), score, List.of("发烧"),
                "急起高热、头痛、肌痛、乏力，伴咽痛、干咳。", "流行季节结合症状，抗原或核酸检测确认。", "对症治疗；高危人群尽早使用抗病毒药物。",
                "每年接种流感疫苗。", List.of("呼吸急促", "意识改变"), used);
    }

    public static CitedEvidence cystitis(double score, boolean used) {
        return sheet("cystitis", "下尿路感染", "Lower urinary tract infection", "N30.0", List.of("泌尿外科"), score, List.of("尿频", "尿急"),
                "尿频、尿急、尿痛，耻骨上不适，尿液可混浊或带血，一般不发热。", "尿常规见白细胞增多，必要时做尿培养。", "多饮水，按药敏选择短程抗菌药物。",
                "多饮水，不憋尿，注意会阴部清洁。", List.of("寒战高热", "腰痛"), used);
    }

    public static CitedEvidence prostatitis(double score, boolean used) {
        return sheet("prostatitis", "前列腺炎", "Prostatitis", "N41", List.of("泌尿外科"), score, List.of("尿频"),
                "尿频、尿不尽，会阴或下腹部不适，晨起较重。", "直肠指检，前列腺液和尿液检查。", "急性者用抗菌药物，慢性者以缓解症状为主。", "避免久坐，规律作息。",
                List.of("高热", "尿潴留"), used);
    }

    public static CitedEvidence overactive(double score, boolean used) {
        return sheet("overactive-bladder", "膀胱过度活动症", "Overactive bladder", "N32.8", List.of("泌尿外科"), score, List.of("尿急"),
                "尿急，常伴尿频和夜尿，可有急迫性尿失禁。", "排除感染后依据症状和排尿日记诊断。", "膀胱训练，必要时使用 M 受体拮抗剂。", "控制体重，少喝咖啡和酒。",
                List.of("血尿"), used);
    }

    public static List<CitedEvidence> all() {
        return List.of(tonsillitis(0.86, false), kawasaki(0.07, false), influenza(0.04, false), cystitis(0.44, false), prostatitis(0.31, false),
                overactive(0.21, false));
    }

    public static String answer(String diseaseId) {
        return switch (diseaseId) {
            case "acute-tonsillitis" -> "发热五天、有咽部症状，血常规炎症指标不高，首先考虑病毒性急性扁桃体炎，多为自限性，一般不需要抗菌药物；若为 A 群链球菌感染，才需按疗程使用。"
                    + "建议复查血常规、C 反应蛋白并做咽拭子检查，同时查看有无结膜充血、口唇皲裂和手足肿胀。体温高时可用退热药，注意补液和休息；如精神差、呼吸急促或拒食，应立即就诊。";
            case "kawasaki" -> "持续发热五天以上的五岁以下儿童须排除川崎病。请检查有无结膜充血、口唇皲裂、杨梅舌、皮疹和手足硬肿，并尽早做心脏超声。";
            case "cystitis" -> "清晨尿频尿急而不发热，首先考虑下尿路感染。建议查尿常规，必要时做尿培养；多饮水，不憋尿。如出现寒战、高热或腰痛，应尽快就诊。";
            case "" -> "请到正规医院就诊，由医师结合检查作出判断。";
            default -> "结合所给资料，建议到专科进一步检查，并按医嘱处理。若症状加重，请及时就诊。";
        };
    }

    private static CitedEvidence sheet(String id, String name, String english, @Nullable String code, List<String> departments, double score,
                                       List<String> matched, String symptoms, String diagnosis, String treatment, String prevention,
                                       List<String> urgent, boolean used) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("symptoms", List.of(symptoms.split("[，。]")), symptoms));
        sections.add(new Section("diagnosis", List.of(diagnosis.split("[，。]")), diagnosis));
        sections.add(new Section("treatment", List.of(treatment.split("[，。]")), treatment));
        sections.add(new Section("prevention", List.of(prevention.split("[，。]")), prevention));
        return new CitedEvidence(id, name, List.of(), english, code, departments, score, matched, sections, urgent, used, "入门疾病库", "尚未经医师审阅",
                EDITION);
    }
}
