package org.doctorglm.knowledge.importing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.doctorglm.knowledge.Folding;

/// What a column of a table can hold, with the words by which its header is recognised. The constants in lower case are the names of
/// the fields, as `--map` takes them.
public enum TableColumn {
    NAME("name", "disease", "diseasename", "title", "diagnosisname", "疾病", "疾病名称", "病名", "名称", "疾病名", "中文名", "中文名称", "标题", "诊断名称", "病种"),
    ALIASES("aliases", "alias", "synonyms", "synonym", "othernames", "alsoknownas", "别名", "别称", "又名", "俗称", "同义词", "其他名称", "疾病别名"),
    ENGLISH("english", "englishname", "nameen", "英文", "英文名", "英文名称", "英语名称"),
    ICD10("icd10", "icd", "icd10code", "icdcode", "icd编码", "icd10编码", "疾病编码", "编码"),
    DEPARTMENTS("departments", "department", "curedepartment", "specialty", "speciality", "科室", "就诊科室", "所属科室", "挂号科室"),
    OVERVIEW("overview", "description", "desc", "summary", "introduction", "definition", "概述", "简介", "描述", "疾病概述", "疾病简介", "定义", "介绍"),
    CAUSES("causes", "cause", "etiology", "aetiology", "病因", "发病原因", "生病原因", "原因", "病因病理"),
    SYMPTOMS("symptoms", "symptom", "signs", "signsandsymptoms", "symptomsandsigns", "clinicalfeatures", "症状", "症状和体征", "典型症状", "临床表现", "体征", "主要症状"),
    DIAGNOSIS("diagnosis", "checklist", "check", "checks", "tests", "test", "examination", "investigations", "检查", "检查项目", "诊断", "诊断检查", "辅助检查", "诊断方法"),
    TREATMENT("treatment", "treatments", "cureway", "therapy", "management", "治疗", "治疗方法", "治疗方式", "治疗方案", "处理", "治疗原则"),
    PREVENTION("prevention", "prevent", "prophylaxis", "预防", "预防措施", "预防方法", "如何预防"),
    URGENT("urgent", "dangersigns", "redflags", "warningsigns", "危险信号", "警示症状", "急诊指征", "何时就医", "立即就医"),
    PROGNOSIS("prognosis", "outcome", "预后", "转归"),
    SOURCE("source", "reference", "references", "来源", "出处", "参考", "参考文献", "数据来源"),
    EDITION("edition", "version", "date", "updated", "版本", "更新日期", "更新时间", "日期");

    private final List<String> words;

    TableColumn(String... words) {
        this.words = List.of(words);
    }

    /// The field that the header of a column speaks of; case, blanks and punctuation do not count.
    static Optional<TableColumn> guess(String header) {
        String plain = Folding.fold(header).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        for (TableColumn column : values()) {
            if (column.words.contains(plain)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
