package org.doctorglm.ui;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.text.Messages;
import org.doctorglm.ui.theme.Appearance;

/// The window that opens instead when the program cannot start: what is wrong and what to do, in one sentence.
public final class StartProblemView {
    private StartProblemView() {
    }

    /// @param detail the fact of the sentence, normally a path
    public static void show(Stage stage, StartProblem problem, String detail, Messages words, Appearance appearance) {
        Label title = Controls.label(words.get("start.title"), "title");
        Label sentence = Controls.wrapped(words.of(problem, detail));
        sentence.setId("start-problem");
        Button close = Controls.primary(words.get("start.close"), stage::close);
        close.setCancelButton(true);
        close.setDefaultButton(true);
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.BOTTOM_RIGHT);
        VBox.setVgrow(foot, Priority.ALWAYS);
        VBox page = new VBox(16, title, sentence, foot);
        page.getStyleClass().add("page");
        page.setPadding(new Insets(28));
        Scene scene = new Scene(page, 560, 220);
        appearance.dress(scene);
        stage.setTitle(words.get("start.title"));
        stage.setScene(scene);
        stage.show();
    }
}
