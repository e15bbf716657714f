package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages written for this test, in the layout that the authors of DoctorGLM cut up.
class ManualPagesTest {
    private static final String PAGE = """
            <html><head><title>%1$s - 手册</title><script>alert("症状")</script></head><body><nav>菜单</nav><h1>%1$s</h1>
            <div class="topic__content"><p>夜里磨牙的一种病 &amp; 别的。</p></div>
            <section><h2 class="topic__header--section">病因学</h2><div class="topic__content"><p>多与紧张有关。</p></div></section>
            <section><h2 class="topic__header--section"><span>症状</span>和体征</h2><div class="topic__content"><p>睡眠中磨牙<span class="tooltip-content">弹出<span>的</span>解释</span>，晨起牙酸。</p>
            <section class="topic__section GHead"><h3 class="topic__header--subsection">儿童</h3><div class="topic__content"><p>多能自愈。</p></div></section>
            <section class="topic__section GHead"><h3 class="topic__header--subsection">参考文献</h3><div><p>某人，某刊。</p></div></section></div></section>
            <h2 class="topic__header--section">诊断</h2><div class="topic__content"><ul><li>问病史</li><li>看牙</li></ul></div>
            <h2 class="topic__header--section">治疗</h2><div class="topic__content"><p>夜间用牙垫。<b onclick="x()">不</b>用药。</div>
            <h2 class="topic__header--section">关键点</h2><p>不要读这里。</p></body></html>
            """;
    @TempDir
    Path temp;
    private ImportWorld world;

    @BeforeEach
    void prepare() {
        world = new ImportWorld(temp);
    }

    @Test
    void aPageBecomesAnEntryWithItsSections() throws IOException {
        Disease disease = world.plan(world.file("{A-1}.html", PAGE.formatted("磨牙症甲"))).entries().getFirst();
        assertThat(disease.name()).isEqualTo("磨牙症甲");
        assertThat(disease.overview()).isEqualTo("夜里磨牙的一种病 & 别的。");
        assertThat(disease.background().causes()).isEqualTo("多与紧张有关。");
        assertThat(disease.symptoms().text()).isEqualTo("睡眠中磨牙，晨起牙酸。 儿童： 多能自愈。");
        assertThat(disease.diagnosis().text()).isEqualTo("问病史 看牙");
        assertThat(disease.treatment().text()).isEqualTo("夜间用牙垫。不用药。");
        assertThat(disease.toString()).doesNotContain("alert", "菜单", "弹出", "某刊", "不要读", "onclick");
        assertThat(disease.source()).startsWith("MSD · {A-1}.html, SHA-256 ");
    }

    @Test
    void theIndexNamesThePagesAndTheirTitlesAndIsCountedBesideThePaper() throws IOException {
        Path pages = Files.createDirectories(temp.resolve("MSD"));
        Files.writeString(pages.resolve("{A-1}.html"), PAGE.formatted("别的标题"));
        Files.writeString(temp.resolve("outside.html"), PAGE.formatted("外面"));
        Path crawl = Files.createDirectories(temp.resolve("WebCrawl"));
        Path index = Files.writeString(crawl.resolve("query_MSD.json"),
                "[[\"../MSD/{A-1}.html\", \"磨牙症甲\"], [\"../MSD/{B-2}.html\", \"磨牙症乙\"], [\"../MSD/../outside.html\", \"磨牙症丙\"]]");
        ImportPlan plan = world.plan(index);
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症甲");
        assertThat(plan.pages()).isEqualTo(new ManualPages.Count(3, 1, 2, 0));
        assertThat(ManualPages.Count.PAPER).isEqualTo(3231);
    }

    @Test
    void aFolderOfPagesIsReadAndPagesWithoutSectionsAreNamed() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("pages"));
        Files.writeString(folder.resolve("a.html"), PAGE.formatted("磨牙症甲"));
        Files.writeString(folder.resolve("b.html"), "<h1>磨牙症乙</h1><p>只有概述");
        Files.write(folder.resolve("c.html"), new byte[5 << 20]);
        ImportPlan plan = world.plan(folder);
        assertThat(plan.entries()).hasSize(1);
        assertThat(plan.rejected()).extracting(line -> line.file().getFileName().toString()).containsExactly("b.html", "c.html");
        assertThat(plan.rejected()).extracting(line -> line.rejected().reason()).containsExactly(Rejected.Reason.NO_SECTION, Rejected.Reason.LINE_TOO_LONG);
    }

    @Test
    void anIndexThatIsNoneIsRefused() throws IOException {
        for (String text : new String[] {"[1, 2]", "[[\"a.html\"]]", "[".repeat(10_000), "[{\"a\": 1}]"}) {
            Path file = world.file("query_MSD.json", text);
            assertThatThrownBy(() -> world.plan(file)).isInstanceOfSatisfying(KnowledgeException.class, e ->
                    assertThat(e.reason()).isEqualTo(KnowledgeException.Reason.BAD_INDEX));
        }
    }

    @Test
    void aFolderWithAnIndexInItBesideItOrChosenWithItIsCountedAgainstIt() throws IOException {
        for (String place : new String[] {"MSD/query_MSD.json", "query_MSD.json", "WebCrawl/query_MSD.json", "elsewhere/own.json"}) {
            Path home = Files.createDirectories(temp.resolve(place.replaceAll("\\W", "")));
            Path pages = Files.createDirectories(home.resolve("MSD"));
            Files.writeString(pages.resolve("a.html"), PAGE.formatted("别的标题"));
            Files.writeString(pages.resolve("c.html"), PAGE.formatted("磨牙症丙"));
            Path index = home.resolve(place);
            Files.createDirectories(index.getParent());
            Files.writeString(index, "[[\"../MSD/a.html\", \"磨牙症甲\"], [\"../MSD/b.html\", \"磨牙症乙\"]]");
            ImportPlan plan = place.startsWith("elsewhere") ? world.plan(index, pages) : world.plan(pages);
            assertThat(plan.pages()).as(place).isEqualTo(new ManualPages.Count(2, 1, 1, 1));
            assertThat(plan.entries()).as(place).extracting(Disease::name).containsExactly("磨牙症甲", "磨牙症丙");
        }
    }

    @Test
    void anIndexMayBeAListOrAnObjectOfPagesTitlesAndTexts() throws IOException {
        Path pages = Files.createDirectories(temp.resolve("MSD"));
        Files.writeString(pages.resolve("a.html"), PAGE.formatted("别的标题"));
        for (String text : new String[] {"{\"磨牙症甲\": \"../MSD/a.html\"}", "{\n\"a.html\": \"磨牙症甲\"}", "[[\"磨牙症甲\", \"a.html\"]]",
            "[{\"title\": \"磨牙症甲\", \"file\": \"a.html\"}]", "{\"磨牙症甲\": {\"path\": \"MSD/a.html\"}}", "{\"a.html\": {\"title\": \"磨牙症甲\"}}"}) {
            ImportPlan plan = world.plan(world.file("disease_info.json", text));
            assertThat(plan.pages()).as(text).isEqualTo(new ManualPages.Count(1, 1, 0, 0));
            assertThat(plan.entries()).as(text).extracting(Disease::name).containsExactly("磨牙症甲");
            assertThat(plan.entries().getFirst().symptoms().text()).as(text).startsWith("睡眠中磨牙");
        }
    }

    @Test
    void anIndexThatHoldsTheTextsThemselvesNeedsNoPages() throws IOException {
        Path index = world.file("disease_info.json", "{\"磨牙症甲\": \"夜里磨牙的一种病。\\n多与紧张有关。\", \"磨牙症乙\": {\"text\": \"白天也磨牙。\"}, \"磨牙症丙\": \""
                + "长".repeat(300_000) + "\"}");
        ImportPlan plan = world.plan(index);
        assertThat(plan.pages()).isEqualTo(new ManualPages.Count(3, 3, 0, 0));
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症甲", "磨牙症乙", "磨牙症丙");
        assertThat(plan.entries().getFirst().overview()).isEqualTo("夜里磨牙的一种病。 多与紧张有关。");
        assertThat(plan.entries().getLast().overview()).hasSizeLessThanOrEqualTo(8000);
    }

    @Test
    void pagesThatOnlyLieBesideAChosenIndexAreNotTakenForItsOwn() throws IOException {
        Files.writeString(temp.resolve("other.html"), PAGE.formatted("不相干"));
        Files.writeString(temp.resolve("a.html"), PAGE.formatted("甲"));
        ImportPlan plan = world.plan(world.file("query_MSD.json", "[[\"MSD/a.html\", \"磨牙症甲\"]]"));
        assertThat(plan.entries()).extracting(Disease::name).containsExactly("磨牙症甲");
        assertThat(plan.pages()).isEqualTo(new ManualPages.Count(1, 1, 0, 0));
    }

    @Test
    void theAuthorsIndexNames2817Pages() throws IOException {
        assertThat(ManualPages.of(List.of(Shared.require("data/formats/doctorglm-msd/query_MSD.json"))).count().index()).isEqualTo(2817);
    }
}
