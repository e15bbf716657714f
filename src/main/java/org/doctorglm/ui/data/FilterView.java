package org.doctorglm.ui.data;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.filter.FilterPreview;
import org.doctorglm.dataset.filter.Ground;
import org.doctorglm.dataset.lint.Finding;
import org.doctorglm.dataset.lint.PersonalMask;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// Which dialogues leave: choose, look, then make a set of what stays.
final class FilterView extends VBox {
    private static final int DEPARTMENTS = 30;

    private final Desk desk;
    private final FilterViewModel model;
    private final VBox seen = new VBox(12);

    FilterView(Desk desk, FilterViewModel model, Dataset set) {
        super(14);
        this.desk = desk;
        this.model = model;
        getStyleClass().add("data-filter");
        FlowPane findings = Fields.flow(FilterViewModel.FINDINGS.stream().map(one -> box(desk.say(one), one, model.without())).toArray(Node[]::new));
        FlowPane languages = Fields.flow(Stream.of(Language.CHINESE, Language.LATIN, Language.OTHER).map(one -> box(desk.say(one), one, model.languages())).toArray(Node[]::new));
        FlowPane masks = Fields.flow(PersonalMask.KINDS.stream().sorted().map(one -> box(desk.say(one), one, model.masked())).toArray(Node[]::new));
        VBox card = Fields.card(Controls.label(desk.say("data.filter.title"), "title"), Controls.wrapped(desk.say("data.filter.words"), "muted"),
                taken(), Fields.named(desk.say("data.filter.findings"), findings));
        if (set.departments().size() > 1) {
            card.getChildren().add(Fields.named(desk.say("data.filter.departments"), Fields.flow(set.departments().stream().limit(DEPARTMENTS)
                    .map(one -> box(one, one, model.departments())).toArray(Node[]::new))));
        }
        Button look = Controls.primary(desk.say("data.filter.look"), model::look);
        look.getStyleClass().add("filter-look");
        card.getChildren().addAll(Fields.named(desk.say("data.filter.languages"), languages),
                Fields.named(desk.say("data.filter.answer"), limits(0, "data.filter.leastCharacters", "data.filter.mostCharacters")),
                Fields.named(desk.say("data.filter.rounds"), limits(2, "data.filter.leastRounds", "data.filter.mostRounds")),
                Fields.named(desk.say("data.filter.mask"), masks));
        Node wrong = Controls.wrapped(desk.say("data.filter.wrong"), "danger-text", "filter-wrong");
        card.getChildren().addAll(wrong, Fields.row(look));
        getChildren().addAll(card, seen);
        Live.watch(this, model.wrong(), now -> {
            Fields.show(wrong, now);
            look.setDisable(now);
        });
        Live.watch(this, model.preview(), this::show);
    }

    /// What a department's dialogues were sieved with before; nothing where nobody has a filter.
    private Node taken() {
        MenuButton choice = new MenuButton(desk.say("data.filter.take"));
        choice.getStyleClass().add("filter-take");
        HBox row = Fields.named(desk.say("data.filter.known"), choice);
        Live.watch(this, model.known(), () -> {
            choice.getItems().setAll(model.known().stream().map(one -> {
                MenuItem item = new MenuItem(desk.say(one.owner(), one.name()));
                item.setOnAction(event -> model.take(one.filter()));
                return item;
            }).toList());
            Fields.show(row, !model.known().isEmpty());
        });
        return row;
    }

    private <T> CheckBox box(String words, T value, ObservableSet<T> chosen) {
        CheckBox box = Fields.check(words, chosen.contains(value), now -> {
            if (now) {
                chosen.add(value);
            } else {
                chosen.remove(value);
            }
        });
        SetChangeListener<T> follow = change -> box.setSelected(chosen.contains(value));
        sceneProperty().subscribe(scene -> {
            chosen.removeListener(follow);
            if (scene != null) {
                chosen.addListener(follow);
            }
        });
        if (value instanceof Enum<?> one) {
            box.getStyleClass().add("filter-" + one.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        return box;
    }

    private HBox limits(int from, String least, String most) {
        return Fields.row(Controls.label(desk.say("data.filter.from")), Fields.shortText(desk.say(least), model.limit(from), "filter-limit-" + from),
                Controls.label(desk.say("data.filter.to")), Fields.shortText(desk.say(most), model.limit(from + 1), "filter-limit-" + (from + 1)));
    }

    private void show(@Nullable FilterPreview preview) {
        seen.getChildren().clear();
        if (preview == null) {
            return;
        }
        VBox card = Fields.card(Controls.wrapped(desk.say("data.filter.result", StatisticsView.number(preview.left()), StatisticsView.number(preview.leftRounds()),
                StatisticsView.number(preview.kept()), StatisticsView.number(preview.keptRounds())), "title", "filter-result"));
        FlowPane why = Fields.flow();
        preview.grounds().forEach((ground, count) -> {
            if (ground != Ground.FINDING) {
                why.getChildren().add(Controls.chip(desk.say("data.count.of", desk.say(ground), StatisticsView.number(count))));
            }
        });
        preview.findings().forEach((finding, count) -> why.getChildren().add(Controls.chip(desk.say("data.count.of", desk.say(finding), StatisticsView.number(count)))));
        preview.masked().forEach((finding, count) -> why.getChildren().add(Controls.chip(desk.say("data.masked", desk.say(finding), StatisticsView.number(count)), "soft")));
        if (!why.getChildren().isEmpty()) {
            card.getChildren().add(why);
        }
        Button write = Controls.primary(desk.say("data.filter.write"), model::write);
        write.getStyleClass().add("filter-write");
        write.setDisable(preview.kept() == 0);
        var name = Fields.text(desk.say("data.newName"), model.name(), "filter-set-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        card.getChildren().addAll(Fields.named(desk.say("data.newName"), Fields.row(name, write)), Controls.wrapped(desk.say("data.filter.safe"), "muted", "small"));
        seen.getChildren().add(card);
        if (!preview.examples().isEmpty()) {
            VBox examples = Fields.card(Controls.label(desk.say("data.filter.examples"), "title"));
            preview.examples().stream().limit(20).forEach(example -> examples.getChildren().add(FindingsView.dialogue(desk, example.index(), example.conversation(),
                    example.findings().isEmpty() ? desk.say(example.ground()) : example.findings().stream().sorted().map(desk::say).collect(Collectors.joining("、")))));
            seen.getChildren().add(examples);
        }
    }
}
