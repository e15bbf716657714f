package org.doctorglm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.profile.DepartmentProfile.Learned;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.DepartmentProfile.Trained;
import org.doctorglm.profile.ProfileException.Reason;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.training.Probe;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ProfileRepositoryTest {
    private static final String SHA = "a".repeat(64);

    @TempDir
    Path folder;

    private ProfileRepository profiles() {
        return new ProfileRepository(folder.resolve("profiles"));
    }

    static DepartmentProfile whole(String name) {
        Filter filter = new Filter(Set.of(Finding.EXACT_DUPLICATE), Set.of("儿科"), Set.of(), new Filter.Range(10, 400), Filter.Range.ANY, Set.of(Finding.PHONE));
        return new DepartmentProfile(name, 1, List.of("儿科", "新生儿科"), new Learned(new Part("儿科门诊问答", SHA), filter), new PromptTemplate("病：{disease}\n{question}"),
                new Part("paediatrics-int4", SHA), new Trained("run-1", new Part("base", SHA), 1800, SHA, Map.of("recipe", "small-safe")),
                List.of(new Probe("孩子发烧到多少度要去医院？", "38.5"), new Probe("“川崎病”是什么\t病？", null)), new Part("儿科留出", SHA), "第一行\n第二行");
    }

    private static void refused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProfileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void what_is_stored_is_found_listed_exported_imported_and_removed() throws IOException {
        ProfileRepository profiles = profiles();
        assertThat(profiles.list()).isEmpty();
        assertThat(profiles.save(whole("儿科门诊"), false)).isEqualTo(whole("儿科门诊"));
        profiles.save(DepartmentProfile.named("空"), false);
        assertThat(profiles.find("儿科门诊")).isEqualTo(whole("儿科门诊"));
        assertThat(profiles.list()).extracting(DepartmentProfile::name).containsExactly("儿科门诊", "空");
        Path file = folder.resolve("out.json");
        profiles.exportTo("儿科门诊", file, false);
        refused(Reason.FILE_EXISTS, () -> profiles.exportTo("儿科门诊", file, false));
        assertThat(ProfileRepository.read(file)).isEqualTo(whole("儿科门诊"));
        profiles.remove("儿科门诊");
        refused(Reason.UNKNOWN, () -> profiles.find("儿科门诊"));
        refused(Reason.UNKNOWN, () -> profiles.remove("儿科门诊"));
    }

    @Test
    void the_standard_template_is_named_and_not_copied() throws IOException {
        DepartmentProfile standard = new DepartmentProfile("标准", 1, List.of(), null, PromptTemplate.STANDARD, null, null, List.of(), null, "");
        profiles().save(standard, false);
        assertThat(Files.readString(folder.resolve("profiles/标准.json"))).contains("\"standard\"").doesNotContain("参考资料");
        assertThat(profiles().find("标准")).isEqualTo(standard);
    }

    @Test
    void none_is_written_over_unless_somebody_says_so_and_then_the_version_counts_on() throws IOException {
        ProfileRepository profiles = profiles();
        profiles.save(whole("儿科"), false);
        refused(Reason.EXISTS, () -> profiles.save(DepartmentProfile.named("儿科"), false));
        assertThat(profiles.find("儿科")).isEqualTo(whole("儿科"));
        assertThat(profiles.save(DepartmentProfile.named("儿科"), true).version()).isEqualTo(2);
        assertThat(profiles.save(whole("儿科"), true).version()).isEqualTo(3);
        try (Stream<Path> left = Files.list(profiles.root())) {
            assertThat(left).as("nothing half").hasSize(1);
        }
    }

    @Test
    void a_damaged_file_hides_no_other_and_is_named() throws IOException {
        ProfileRepository profiles = profiles();
        profiles.save(whole("儿科"), false);
        Files.writeString(profiles.root().resolve("坏.json"), "{\"format\": 1");
        Files.copy(profiles.root().resolve("儿科.json"), profiles.root().resolve("别名.json"));
        assertThat(profiles.list()).hasSize(1);
        assertThat(profiles.refused()).extracting(ProfileException::subject).containsExactlyInAnyOrder("坏.json", "别名.json");
        // A damaged file may be replaced on purpose, but not in passing.
        refused(Reason.EXISTS, () -> profiles.save(DepartmentProfile.named("坏"), false));
        assertThat(profiles.save(DepartmentProfile.named("坏"), true).version()).isEqualTo(1);
    }

    @Test
    void a_name_never_leads_out_of_the_folder() {
        for (String name : List.of("..", "../x", "/tmp/x", "a/b", "a\\b", "C:x", "", " ", ".x", "a\nb", "x".repeat(200))) {
            refused(Reason.BAD_NAME, () -> profiles().find(name));
            refused(Reason.BAD_NAME, () -> profiles().save(DepartmentProfile.named(name), true));
        }
    }

    /// A sound file with something put in the place of something else.
    private String sound(String from, String to) throws IOException {
        String text = new String(ProfileText.bytes(whole("儿科")), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    @TestFactory
    Stream<DynamicTest> hostile_files_are_refused_with_a_reason_and_nothing_is_stored() throws IOException {
        return Stream.of(
                file("nothing", "", Reason.NOT_A_PROFILE), file("a list", "[]", Reason.NOT_A_PROFILE), file("no JSON", "MZ\u0000\u0001", Reason.NOT_A_PROFILE),
                file("of something else", "{\"name\":\"x\"}", Reason.NOT_A_PROFILE), file("cut off", sound("\"notes\"", "\"no"), Reason.NOT_A_PROFILE),
                file("two values", sound("{\n  \"format\"", "{}{\n  \"format\""), Reason.NOT_A_PROFILE),
                file("a field twice", sound("\"version\" : 1", "\"version\" : 1, \"version\" : 2"), Reason.NOT_A_PROFILE),
                file("deep", "[".repeat(100_000), Reason.NOT_A_PROFILE),
                file("deep inside", sound("\"第一行\\n第二行\"", "[".repeat(60) + "]".repeat(60)), Reason.NOT_A_PROFILE),
                file("huge", "{\"format\":1,\"notes\":\"" + "x".repeat(40 << 20) + "\"}", Reason.TOO_LARGE),
                file("newer", sound("\"format\" : 1", "\"format\" : 2"), Reason.NEWER),
                file("format beyond numbers", sound("\"format\" : 1", "\"format\" : " + "9".repeat(500)), Reason.NEWER),
                file("an unknown field", sound("\"notes\"", "\"command\" : \"x\", \"notes\""), Reason.UNKNOWN_FIELD),
                file("an unknown field below", sound("\"expected\"", "\"script\""), Reason.UNKNOWN_FIELD),
                file("an unknown field in the filter", sound("\"without\"", "\"with\""), Reason.WRONG_FIELD),
                file("a path as name", sound("\"name\" : \"儿科\"", "\"name\" : \"../儿科\""), Reason.BAD_NAME),
                file("a path as pack", sound("paediatrics-int4", "../../etc"), Reason.WRONG_FIELD),
                file("a path as set", sound("儿科门诊问答", "C:\\\\x"), Reason.WRONG_FIELD),
                file("a path as run", sound("run-1", "a/b"), Reason.WRONG_FIELD),
                file("no hash", sound(SHA, "xyz"), Reason.WRONG_FIELD),
                file("no name", sound("\"name\" : \"儿科\"", "\"name\" : null"), Reason.WRONG_FIELD),
                file("a number as name", sound("\"name\" : \"儿科\"", "\"name\" : 7"), Reason.WRONG_FIELD),
                file("no version", sound("\"version\" : 1", "\"version\" : 0"), Reason.WRONG_FIELD),
                file("a version too far", sound("\"version\" : 1", "\"version\" : 2147483647"), Reason.WRONG_FIELD),
                file("an empty question", sound("孩子发烧到多少度要去医院？", " "), Reason.WRONG_FIELD),
                file("a template that asks nothing", sound("{question}", ""), Reason.WRONG_FIELD),
                file("a template of a strange place", sound("{disease}", "{password}"), Reason.WRONG_FIELD),
                file("too many probes", sound("\"probes\" : [ {", "\"probes\" : [ " + "{\"question\":\"x\"},".repeat(100) + " {"), Reason.WRONG_FIELD),
                file("long notes", sound("第一行", "长".repeat(9000)), Reason.WRONG_FIELD));
    }

    private DynamicTest file(String what, String text, Reason reason) {
        return DynamicTest.dynamicTest(what, () -> {
            Path file = Files.writeString(folder.resolve("hostile.json"), text);
            refused(reason, () -> ProfileRepository.read(file));
        });
    }

    @Test
    void what_is_no_file_is_not_waited_for() throws Exception {
        refused(Reason.UNREADABLE, () -> ProfileRepository.read(folder));
        refused(Reason.UNREADABLE, () -> ProfileRepository.read(folder.resolve("none")));
    }
}
