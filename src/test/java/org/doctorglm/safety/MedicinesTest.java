package org.doctorglm.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The facts about medicines that come with the program.
class MedicinesTest {
    private static final Pattern DOSE = Pattern.compile("(?i)[0-9０-９]\\s*(?:毫克|微克|克|毫升|升|片|粒|袋|支|滴|喷|丸|单位|次|µg|mcg|mg|kg|g|ml|iu|units?|tablets?|capsules?|drops?|puffs?|times)(?![a-z])");

    private static List<Medicine> medicines() throws IOException {
        return SafetyFiles.medicines(Path.of("knowledge"));
    }

    @Test
    void thereAreMedicinesEnoughAndNoNameTwice() throws IOException {
        List<Medicine> all = medicines();
        assertThat(all).hasSizeGreaterThanOrEqualTo(140);
        assertThat(all.stream().flatMap(medicine -> Stream.concat(Stream.of(medicine.name()), medicine.aliases().stream())))
                .doesNotHaveDuplicates().allSatisfy(name -> assertThat(name).isNotBlank().isEqualTo(name.strip()));
        assertThat(all).extracting(Medicine::english).doesNotHaveDuplicates();
    }

    @Test
    void eachHasACautionAndNoGroupTwice() throws IOException {
        assertThat(medicines()).allSatisfy(medicine -> {
            assertThat(medicine.cautions()).as(medicine.name()).isNotEmpty();
            assertThat(medicine.cautions()).as(medicine.name()).extracting(Medicine.Caution::who).doesNotHaveDuplicates();
        });
    }

    @Test
    void noSentenceNamesADose() throws IOException {
        assertThat(DOSE.matcher("每日500mg").find()).isTrue();
        assertThat(DOSE.matcher("一次 2 片").find()).isTrue();
        assertThat(DOSE.matcher("G6PD缺乏者禁用").find()).isFalse();
        assertThat(medicines()).flatExtracting(Medicine::cautions).allSatisfy(caution -> {
            assertThat(DOSE.matcher(caution.text()).find()).as(caution.text()).isFalse();
            assertThat(DOSE.matcher(caution.english()).find()).as(caution.english()).isFalse();
        });
    }
}
