package org.doctorglm.ui.training;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.NewRun;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A department's profile as the beginning of a run: its set, its base, its recipe and its own questions. Not there while there is no profile.
final class ProfileChoice extends VBox {
    private static final String NONE = "";

    private final Desk desk;
    private final DraftViewModel draft;
    private final ComboBox<String> box = new ComboBox<>();
    private final VBox facts = new VBox(8);
    private boolean echo;

    ProfileChoice(Desk desk, DraftViewModel draft) {
        super(10);
        this.desk = desk;
        this.draft = draft;
        getStyleClass().add("card");
        box.getStyleClass().add("training-profile");
        box.setAccessibleText(desk.say("training.profile"));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String name) {
                return name == null || name.isEmpty() ? desk.say("training.profile.none") : name;
            }

            @Override
            public String fromString(String words) {
                throw new UnsupportedOperationException();
            }
        });
        box.setOnAction(event -> {
            if (!echo && box.getValue() != null) {
                draft.begin(box.getValue());
            }
        });
        HBox head = new HBox(10, Controls.label(desk.say("training.profile"), "title"), box);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, facts);
        Live.watch(this, draft.profiles(), this::show);
        Live.watch(this, draft.draft(), now -> show());
        Live.watch(this, draft.missing(), this::show);
    }

    private void show() {
        List<String> names = draft.profiles().stream().map(DepartmentProfile::name).toList();
        setVisible(!names.isEmpty());
        setManaged(!names.isEmpty());
        echo = true;
        if (box.getItems().size() != names.size() + 1 || !box.getItems().containsAll(names)) {
            box.getItems().setAll(NONE);
            box.getItems().addAll(names);
        }
        box.setValue(draft.draft().get().profile());
        echo = false;
        facts.getChildren().clear();
        Optional<DepartmentProfile> chosen = draft.profile();
        if (chosen.isEmpty()) {
            facts.getChildren().add(Controls.wrapped(desk.say("training.profile.words"), "muted", "small"));
            return;
        }
        NewRun run = NewRun.of(chosen.get());
        String none = desk.say("training.profile.nothing");
        facts.getChildren().add(Controls.wrapped(desk.say("training.profile.takes", run.data().orElse(none) + run.filter().filter(filter -> !filter.equals(Filter.NONE)).map(filter -> desk.say("training.profile.filtered")).orElse(""),
                run.model().orElse(none), run.recipe().isEmpty() ? none : desk.say("recipe.name." + run.recipe().getOrDefault("recipe", "paper-lora")),
                Numbers.count(run.probes().size())), "small", "profile-facts"));
        for (MissingPart part : draft.missing()) {
            String words = switch (part.kind()) {
                case NO_SET -> desk.say("training.profile.noSet", part.name());
                case OTHER_SET -> desk.say("training.profile.otherSet", part.name());
                case NO_PACK, OTHER_PACK, FAILED_PACK, NO_EVALUATION, OTHER_EVALUATION -> "";
            };
            if (!words.isEmpty()) {
                facts.getChildren().add(note(words));
            }
        }
        run.model().filter(model -> draft.bases().stream().noneMatch(base -> base.name().equals(model)))
                .ifPresent(model -> facts.getChildren().add(note(desk.say("training.profile.noBase", model))));
    }

    private static Node note(String words) {
        HBox note = new HBox(8, Controls.icon(Feather.ALERT_TRIANGLE), Controls.wrapped(words, "profile-lacks"));
        note.getStyleClass().addAll("note", "warn");
        note.setAlignment(Pos.CENTER_LEFT);
        return note;
    }
}
