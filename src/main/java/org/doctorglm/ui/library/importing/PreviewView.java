package org.doctorglm.ui.library.importing;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.ManualPages;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;

/// What would become of the files: numbers, the first entries, and the lines that would not be taken.
final class PreviewView extends VBox {
    private static final int ENTRIES = 5;
    private static final int WORDS = 160;

    private final Desk desk;

    PreviewView(Desk desk, ImportPlan plan) {
        super(14);
        this.desk = desk;
        getStyleClass().add("import-preview");
        getChildren().add(counts(plan.counts()));
        ManualPages.Count pages = plan.pages();
        if (pages != null) {
            getChildren().add(Controls.wrapped(desk.say("import.pages", Integer.toString(ManualPages.Count.PAPER), Integer.toString(pages.index()),
                    Integer.toString(pages.found()), Integer.toString(pages.missing()), Integer.toString(pages.unlisted())), "import-pages"));
        }
        if (plan.entries().isEmpty()) {
            getChildren().add(Controls.wrapped(desk.say("import.nothing"), "strong", "import-nothing"));
        } else {
            getChildren().add(entries(plan.entries()));
        }
        if (plan.rejectedLines() > 0) {
            getChildren().add(new RejectsView(desk, plan.rejected(), plan.rejectedLines()));
        }
    }

    private Node counts(ImportPlan.Counts counts) {
        HBox row = new HBox(12);
        row.getChildren().addAll(count(counts.fresh(), "import.fresh"), count(counts.merged(), "import.merged"), count(counts.unchanged(), "import.unchanged"),
                count(counts.broken(), "import.broken"));
        return row;
    }

    private Node count(int number, String key) {
        VBox box = new VBox(2, Controls.label(Integer.toString(number), "headline"), Controls.wrapped(desk.say(key), "muted", "small"));
        box.getStyleClass().addAll("card", "import-count");
        box.setAccessibleText(desk.say(key) + " " + number);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node entries(List<Disease> entries) {
        VBox card = new VBox(10, Controls.label(desk.say("import.first"), "title"));
        card.getStyleClass().add("card");
        for (Disease disease : entries.stream().limit(ENTRIES).toList()) {
            String aliases = disease.aliases().isEmpty() ? "" : desk.say("library.aliases", String.join("、", disease.aliases()));
            VBox entry = new VBox(2, Controls.wrapped(disease.name(), "strong", "import-entry"));
            Stream.of(aliases, words(disease)).filter(text -> !text.isBlank()).forEach(text -> entry.getChildren().add(Controls.wrapped(text, "muted", "small")));
            card.getChildren().add(entry);
        }
        return card;
    }

    /// The beginning of what the entry says.
    private static String words(Disease disease) {
        Stream<String> parts = Stream.of(SectionKind.values()).map(disease::section)
                .flatMap(section -> Stream.of(String.join("、", section.items()), section.text()));
        String all = Stream.concat(Stream.of(disease.overview()), parts).filter(text -> !text.isBlank()).collect(Collectors.joining(" · "));
        return all.codePointCount(0, all.length()) <= WORDS ? all : all.substring(0, all.offsetByCodePoints(0, WORDS)) + "…";
    }
}
