package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrySearchTest {
    private static final List<Disease> ALL = Shipped.withoutFullText().all();

    @ParameterizedTest
    @CsvSource({"gxy, 高血压", "gaoxueya, 高血压", "gaoxy, 高血压", "GXY, 高血压", "tnb, 2型糖尿病", "jxbtty, 急性扁桃体炎", "biantao, 急性扁桃体炎", "蚕豆, G6PD缺乏症", "candoub, G6PD缺乏症",
            "hypert, 高血压", "i10, 高血压", "Ｉ１０, 高血压", "tongfeng, 痛风"})
    void an_entry_is_found_by_what_one_remembers_of_it(String words, String name) {
        EntrySearch search = new EntrySearch(words);
        assertThat(ALL.stream().filter(disease -> search.fit(disease) != null).map(Disease::name)).contains(name);
    }

    @Test
    void both_readings_of_a_character_lead_to_it() {
        assertThat(Pinyin.readings('重')).contains("zhong", "chong");
        assertThat(Pinyin.syllables("女, 高血压")).containsExactly("nv", "", "", "gao", "xue", "ya");
        Disease severe = EntryDraft.empty().with(EntryField.NAME, "重症肌无力").disease();
        assertThat(new EntrySearch("zhongz").fit(severe)).isEqualTo(EntrySearch.Fit.BEGINNING);
        assertThat(new EntrySearch("chongz").fit(severe)).isEqualTo(EntrySearch.Fit.BEGINNING);
        assertThat(new EntrySearch("xyz").fit(severe)).isNull();
    }

    @Test
    void the_name_itself_comes_before_names_that_contain_it() {
        EntrySearch search = new EntrySearch("痛风");
        assertThat(ALL.stream().filter(disease -> search.fit(disease) != null).min(Comparator.comparing(search::fit)).orElseThrow().name()).isEqualTo("痛风");
    }
}
