package org.doctorglm.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class SelectableTextTest extends ApplicationTest {
    private final SelectableText text = new SelectableText("reading-text");

    @Override
    public void start(Stage stage) {
        text.setText("首先考虑急性扁桃体炎，建议复查。");
        stage.setScene(new Scene(text, 400, 100));
        stage.show();
    }

    @Test
    void a_double_click_takes_the_clause_and_a_third_one_everything() {
        interact(() -> click(20, 2));
        assertThat(text.selectedText()).isEqualTo("首先考虑急性扁桃体炎");
        interact(() -> click(20, 3));
        assertThat(text.selectedText()).isEqualTo(text.getText());
    }

    @Test
    void what_is_selected_can_be_copied_with_the_keyboard() {
        interact(() -> {
            click(20, 2);
            Event.fireEvent(text, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.C, false, true, false, false));
            assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("首先考虑急性扁桃体炎");
        });
    }

    @Test
    void long_text_wraps_and_asks_for_the_height_it_needs() {
        interact(() -> {
            double one = text.prefHeight(400);
            text.setText("建议复查血常规。".repeat(40));
            assertThat(text.prefHeight(400)).isGreaterThan(5 * one);
        });
    }

    private void click(double x, int count) {
        Event.fireEvent(text, new MouseEvent(MouseEvent.MOUSE_PRESSED, x, 10, x, 10, MouseButton.PRIMARY, count, false, false, false, false, true,
                false, false, false, false, true, null));
    }
}
