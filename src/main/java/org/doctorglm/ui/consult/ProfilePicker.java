package org.doctorglm.ui.consult;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.ProfileException;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Chooses the department profile that the next questions go to, brings profiles in and hands them out.
final class ProfilePicker extends MenuButton {
    private static final String WIDTH = "-fx-min-width: 7.5em; -fx-max-width: 15em;";
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final String EXTENSION = "json";

    private final Desk desk;
    private final ProfilesViewModel model;

    ProfilePicker(Desk desk, ProfilesViewModel model, AnswerRun run) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("profile-picker");
        setGraphic(Controls.icon(Feather.BRIEFCASE));
        // A name may hold an underscore.
        setMnemonicParsing(false);
        setTextOverrun(OverrunStyle.ELLIPSIS);
        setStyle(WIDTH);
        Live.watch(this, model.chosen(), this::show);
        // One network: an answer that is being written keeps it.
        Live.watch(this, run.phase(), phase -> setDisable(phase.busy()));
        Live.watch(this, model.problem(), this::say);
        ListChangeListener<DepartmentProfile> changed = change -> fill();
        sceneProperty().subscribe(scene -> {
            model.profiles().removeListener(changed);
            if (scene != null) {
                model.profiles().addListener(changed);
                fill();
                model.refresh();
            }
        });
    }

    private void show(@Nullable DepartmentProfile now) {
        // The name alone: it is what must stay to be read where the page is narrow or the text large.
        setText(now == null ? desk.say("profile.none") : now.name());
        setAccessibleText(now == null ? desk.say("profile.none.accessible") : desk.say("profile.chosen.accessible", now.name()));
        pseudoClassStateChanged(CHOSEN, now != null);
        setTooltip(new Tooltip(now == null ? desk.say("profile.none.words") : desk.say("profile.chosen.words", now.name(), departments(now), pack(now))));
        fill();
    }

    private String departments(DepartmentProfile profile) {
        return profile.departments().isEmpty() ? desk.say("profile.noDepartment") : String.join(desk.say("profile.and"), profile.departments());
    }

    private String pack(DepartmentProfile profile) {
        return profile.pack() == null ? desk.say("profile.noPack") : profile.pack().name();
    }

    private void fill() {
        DepartmentProfile chosen = model.chosen().get();
        getItems().setAll(choice(desk.say("profile.leave"), null, chosen));
        model.profiles().forEach(profile -> getItems().add(choice(profile.departments().isEmpty() ? profile.name()
                : profile.name() + " · " + departments(profile), profile, chosen)));
        getItems().add(new SeparatorMenuItem());
        MenuItem bring = new MenuItem(desk.say("profile.import"), Controls.icon(Feather.UPLOAD));
        bring.setOnAction(event -> desk.files().openFile(desk.say("profile.import"), EXTENSION).ifPresent(file -> model.importFrom(file, this::said)));
        getItems().add(bring);
        if (chosen != null) {
            MenuItem hand = new MenuItem(desk.say("profile.export", chosen.name()), Controls.icon(Feather.DOWNLOAD));
            hand.setOnAction(event -> desk.files().saveFile(desk.say("profile.export", chosen.name()), chosen.name() + "." + EXTENSION, EXTENSION)
                    .ifPresent(file -> model.exportTo(chosen, file, () -> desk.layer().toast(desk.say("profile.exported", chosen.name())))));
            getItems().add(hand);
        }
    }

    private RadioMenuItem choice(String words, @Nullable DepartmentProfile profile, @Nullable DepartmentProfile chosen) {
        RadioMenuItem item = new RadioMenuItem(words);
        item.getStyleClass().add("profile-choice");
        item.setMnemonicParsing(false);
        boolean now = profile == null ? chosen == null : chosen != null && profile.name().equals(chosen.name());
        item.setSelected(now);
        item.setOnAction(event -> {
            // What is marked is what answers, also where the choice is refused.
            item.setSelected(now);
            model.choose(profile);
        });
        return item;
    }

    private void said(ProfileDoor.Imported imported) {
        if (imported.missing().isEmpty()) {
            desk.layer().toast(desk.say("profile.imported", imported.profile().name()));
            return;
        }
        VBox lines = new VBox(6);
        imported.missing().forEach(part -> lines.getChildren().add(Controls.wrapped(desk.say(part.kind(), part.name()), "profile-missing")));
        tell(desk.say("profile.imported", imported.profile().name()), lines);
    }

    private void say(@Nullable Throwable problem) {
        if (problem != null) {
            String words = problem instanceof ProfileException e ? desk.say(e.reason(), e.subject(), e.detail())
                    : desk.say("profile.fault", problem.getClass().getSimpleName());
            tell(desk.say("profile.fault.title"), new VBox(Controls.wrapped(words, "profile-fault")));
        }
    }

    private void tell(String title, VBox content) {
        Button close = Controls.primary(desk.say("close"), () -> desk.layer().close());
        desk.layer().show(title, content, List.of(close), close);
    }
}
