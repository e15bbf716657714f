package org.doctorglm.ui.control;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;

/// Running text that can be selected with mouse and keyboard and copied, and shows a caret while it is being written.
///
/// One text node whatever its length: appending replaces the string and costs one layout a frame. A read-only text area would do the same
/// with a scroll pane, a skin and a node a paragraph for each answer.
public final class SelectableText extends Region {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private final Text text = new Text();
    private final Path selection = new Path();
    private final Path caret = new Path();
    private final BooleanProperty writing = new SimpleBooleanProperty();
    private int anchor = -1;

    public SelectableText(String styleClass) {
        text.getStyleClass().add(styleClass);
        selection.getStyleClass().add("selection");
        selection.setManaged(false);
        caret.getStyleClass().add("caret");
        caret.setManaged(false);
        caret.visibleProperty().bind(writing);
        text.setManaged(false);
        getChildren().addAll(selection, text, caret);
        setCursor(Cursor.TEXT);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(text.textProperty());
        writing.addListener((property, old, now) -> drawCaret());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> select(anchor, offset(event)));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((property, old, now) -> pseudoClassStateChanged(FOCUSED, now));
    }

    public String getText() {
        return text.getText();
    }

    public void setText(String words) {
        if (!words.equals(text.getText())) {
            text.setText(words);
            drawCaret();
            requestLayout();
        }
    }

    /// Whether the caret is shown at the end.
    public BooleanProperty writing() {
        return writing;
    }

    public String selectedText() {
        int from = text.getSelectionStart();
        int to = Math.min(text.getSelectionEnd(), text.getText().length());
        return from >= 0 && to > from ? text.getText().substring(from, to) : "";
    }

    public void selectAll() {
        select(0, text.getText().length());
    }

    private void press(MouseEvent event) {
        requestFocus();
        anchor = offset(event);
        switch (event.getClickCount()) {
            case 1 -> select(anchor, anchor);
            case 2 -> selectClause();
            default -> selectAll();
        }
        event.consume();
    }

    /// Chinese has no blanks between words; a double click takes the clause.
    private void selectClause() {
        String words = text.getText();
        int from = Math.min(anchor, words.length());
        int to = from;
        while (from > 0 && Character.isLetterOrDigit(words.charAt(from - 1))) {
            from--;
        }
        while (to < words.length() && Character.isLetterOrDigit(words.charAt(to))) {
            to++;
        }
        select(from, to);
    }

    private void key(KeyEvent event) {
        if (COPY.match(event) && !selectedText().isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(selectedText());
            Clipboard.getSystemClipboard().setContent(content);
            event.consume();
        } else if (ALL.match(event)) {
            selectAll();
            event.consume();
        }
    }

    private int offset(MouseEvent event) {
        Point2D point = text.sceneToLocal(event.getSceneX(), event.getSceneY());
        return text.hitTest(point).getInsertionIndex();
    }

    private void select(int one, int other) {
        boolean empty = one < 0 || one == other;
        text.setSelectionStart(empty ? -1 : Math.min(one, other));
        text.setSelectionEnd(empty ? -1 : Math.max(one, other));
        draw(selection, empty ? new PathElement[0] : text.getSelectionShape());
    }

    private void drawCaret() {
        draw(caret, writing.get() ? text.caretShape(text.getText().length(), true) : new PathElement[0]);
    }

    private void draw(Path path, PathElement[] shape) {
        ObservableList<PathElement> elements = path.getElements();
        elements.setAll(shape);
        path.setLayoutX(text.getLayoutX());
        path.setLayoutY(text.getLayoutY());
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width > 0) {
            text.setWrappingWidth(Math.floor(width - getInsets().getLeft() - getInsets().getRight()));
        }
        return Math.ceil(text.getLayoutBounds().getHeight()) + getInsets().getTop() + getInsets().getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        double before = text.getWrappingWidth();
        text.setWrappingWidth(0);
        double natural = text.getLayoutBounds().getWidth();
        text.setWrappingWidth(before);
        return Math.ceil(natural) + 1 + getInsets().getLeft() + getInsets().getRight();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        text.setWrappingWidth(Math.floor(getWidth() - getInsets().getLeft() - getInsets().getRight()));
        text.setLayoutX(getInsets().getLeft());
        text.setLayoutY(getInsets().getTop() + text.getBaselineOffset());
        drawCaret();
        if (!selection.getElements().isEmpty()) {
            draw(selection, text.getSelectionShape());
        }
    }
}
