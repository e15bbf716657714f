package org.doctorglm.ui.consult;

import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.textfield.TextFields;
import org.doctorglm.knowledge.Keyword;
import org.doctorglm.knowledge.Patient;
import org.doctorglm.knowledge.PatientFact;
import org.doctorglm.knowledge.Understanding;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// What was understood of the question, one chip each: a click strikes it out, the last chip adds one. Denied words are struck through.
final class UnderstoodChips {
    private static final int MOST = 14;
    private static final int MONTHS = 36;

    private final Desk desk;
    private final ComposerViewModel composer;

    UnderstoodChips(Desk desk, ComposerViewModel composer) {
        this.desk = desk;
        this.composer = composer;
    }

    void fill(FlowPane row, Understanding understood) {
        Stream.of(PatientFact.values()).filter(fact -> fact.of(understood.patient())).forEach(fact -> row.getChildren().add(fact(fact, understood.patient())));
        understood.keywords().stream().filter(distinct()).limit(MOST).forEach(word -> row.getChildren().add(word(word)));
        row.getChildren().add(more());
        if (!composer.corrections().get().isEmpty()) {
            Button restore = Controls.quiet(Feather.ROTATE_CCW, desk.say("chips.restore"), composer::restore);
            restore.getStyleClass().addAll("small", "restore-chips");
            row.getChildren().add(restore);
        }
    }

    private static java.util.function.Predicate<Keyword> distinct() {
        java.util.Set<String> seen = new java.util.HashSet<>();
        return word -> seen.add(word.negated() + word.term());
    }

    private Button word(Keyword word) {
        Button chip = Controls.chipButton(word.negated() ? desk.say("composer.denied", word.term()) : word.term(), desk.say("chips.strike", word.term()),
                () -> composer.strike(word.term()));
        chip.getStyleClass().addAll(word.negated() ? "denied" : "soft", "understood");
        return chip;
    }

    private Button fact(PatientFact fact, Patient patient) {
        String words = words(fact, patient);
        Button chip = Controls.chipButton(words, desk.say("chips.strike", words), () -> composer.strike(fact));
        chip.getStyleClass().addAll("fact", "understood");
        chip.setGraphic(Controls.icon(Feather.USER));
        return chip;
    }

    private String words(PatientFact fact, Patient patient) {
        return switch (fact) {
            case PERSON -> desk.say(java.util.Objects.requireNonNull(patient.person()));
            case AGE -> age(patient);
            case SEX -> desk.say(java.util.Objects.requireNonNull(patient.sex()));
            case DURATION -> desk.say("fact.days", Integer.toString(java.util.Objects.requireNonNull(patient.days())));
            case PREGNANT, NURSING, SEVERITY -> desk.say("fact." + fact.name().toLowerCase(Locale.ROOT));
        };
    }

    private String age(Patient patient) {
        Integer months = patient.months();
        if (months == null) {
            return desk.say(java.util.Objects.requireNonNull(patient.age()));
        }
        return months < MONTHS ? desk.say("fact.months", Integer.toString(months)) : desk.say("fact.years", Integer.toString(months / 12));
    }

    private Button more() {
        Button add = Controls.chipButton(desk.say("chips.add"), desk.say("chips.add.accessible"), () -> { });
        add.setGraphic(Controls.icon(Feather.PLUS));
        add.getStyleClass().add("add-chip");
        add.setOnAction(event -> open(add));
        return add;
    }

    private void open(Button at) {
        var field = TextFields.createClearableTextField();
        field.setPromptText(desk.say("chips.add.prompt"));
        field.setAccessibleText(desk.say("chips.add.prompt"));
        field.getStyleClass().add("chip-field");
        PopOver popup = new PopOver(field);
        popup.setArrowLocation(PopOver.ArrowLocation.BOTTOM_LEFT);
        var binding = TextFields.bindAutoCompletion(field, request -> {
            String typed = request.getUserText();
            boolean denied = typed.startsWith("-");
            return composer.terms(denied ? typed.substring(1) : typed).stream().map(term -> denied ? "-" + term : term).toList();
        });
        binding.setDelay(0);
        field.setOnAction(event -> {
            composer.add(field.getText());
            popup.hide();
        });
        binding.setOnAutoCompleted(event -> {
            composer.add(event.getCompletion());
            popup.hide();
        });
        popup.show(at);
        field.requestFocus();
    }
}
