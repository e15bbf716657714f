package org.doctorglm.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a question is about, seen from the one who asks.
public enum Person {
    SELF(null, null, "我", "本人", "自己", "俺"),
    CHILD(AgeGroup.CHILD, null, "宝宝", "孩子", "小孩", "婴儿", "幼儿", "小朋友", "娃", "新生儿", "宝贝", "小儿", "患儿", "小宝", "闺女", "孙子", "孙女", "外孙"),
    SON(null, Sex.MALE, "儿子"),
    DAUGHTER(null, Sex.FEMALE, "女儿"),
    MOTHER(null, Sex.FEMALE, "妈", "母亲", "婆婆", "岳母", "丈母娘"),
    FATHER(null, Sex.MALE, "爸", "父亲", "公公", "岳父"),
    GRANDMOTHER(AgeGroup.ELDER, Sex.FEMALE, "奶奶", "姥姥", "外婆", "老太太"),
    GRANDFATHER(AgeGroup.ELDER, Sex.MALE, "爷爷", "姥爷", "外公", "老爷子"),
    WIFE(null, Sex.FEMALE, "老婆", "妻子", "爱人（女）", "女朋友"),
    HUSBAND(null, Sex.MALE, "老公", "丈夫", "男朋友"),
    SIBLING(null, null, "哥哥", "弟弟", "姐姐", "妹妹"),
    OLD(AgeGroup.ELDER, null, "老人", "老人家", "高龄"),
    /// Somebody that a colleague describes: `患者，男，65岁`.
    PATIENT(null, null, "患者", "病人");

    private final @Nullable AgeGroup age;
    private final @Nullable Sex sex;
    private final List<String> words;

    Person(@Nullable AgeGroup age, @Nullable Sex sex, String... words) {
        this.age = age;
        this.sex = sex;
        this.words = List.of(words);
    }

    /// The age that goes with the word, or null.
    @Nullable AgeGroup age() {
        return age;
    }

    /// The sex that goes with the word, or null.
    @Nullable Sex sex() {
        return sex;
    }

    List<String> words() {
        return words;
    }
}
