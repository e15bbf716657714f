package org.doctorglm.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
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
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// Running text that can be selected with mouse and keyboard and copied, and shows a caret while it is being written.
///
/// Plain words are one text node whatever their length: appending replaces the string and costs one layout a frame. A read-only text area
/// would do the same with a scroll pane, a skin and a node a paragraph for each answer. Finished words may be cut into runs, some of which are
/// asides: marks that can be clicked and are not copied.
public final class SelectableText extends Region {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private final String styleClass;
    private final TextFlow flow = new TextFlow();
    private final List<Run> runs = new ArrayList<>();
    private final Path selection = new Path();
    private final Path caret = new Path();
    private final BooleanProperty writing = new SimpleBooleanProperty();
    private int anchor = -1;
    private int from = -1;
    private int to = -1;

    /// A piece of the text.
    ///
    /// @param styleClass added to that of the whole, empty for none
    /// @param aside a mark that is no part of the words: it is not copied
    /// @param says what the mark means, for its tooltip and for screen readers; empty for words
    /// @param action of a click, null for none
    public record Run(String text, String styleClass, boolean aside, String says, @Nullable Runnable action) {
        /// Words as they are.
        public static Run words(String text, String styleClass) {
            return new Run(text, styleClass, false, "", null);
        }
    }

    public SelectableText(String styleClass) {
        this.styleClass = styleClass;
        flow.getStyleClass().add(styleClass + "-flow");
        flow.setManaged(false);
        selection.getStyleClass().add("selection");
        selection.setManaged(false);
        caret.getStyleClass().add("caret");
        caret.setManaged(false);
        caret.visibleProperty().bind(writing);
        getChildren().addAll(selection, flow, caret);
        setCursor(Cursor.TEXT);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.TEXT);
        writing.addListener((property, old, now) -> drawCaret());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> select(anchor, offset(event)));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((property, old, now) -> pseudoClassStateChanged(FOCUSED, now));
        setRuns(List.of(Run.words("", "")));
    }

    /// The words without the asides.
    public String getText() {
        return runs.stream().filter(run -> !run.aside()).map(Run::text).collect(Collectors.joining());
    }

    public void setText(String words) {
        boolean plain = runs.size() == 1 && runs.getFirst().styleClass().isEmpty();
        if (plain && words.equals(runs.getFirst().text())) {
            return;
        }
        if (plain) {
            runs.set(0, Run.words(words, ""));
            ((Text) flow.getChildren().getFirst()).setText(words);
            changed();
        } else {
            setRuns(List.of(Run.words(words, "")));
        }
    }

    public void setRuns(List<Run> pieces) {
        select(-1, -1);
        runs.clear();
        runs.addAll(pieces);
        flow.getChildren().setAll(pieces.stream().map(this::node).toList());
        changed();
    }

    private Text node(Run run) {
        Text text = new Text(run.text());
        text.getStyleClass().add(styleClass);
        if (!run.styleClass().isEmpty()) {
            text.getStyleClass().add(run.styleClass());
        }
        Runnable action = run.action();
        if (action != null) {
            text.setCursor(Cursor.HAND);
            text.setOnMouseClicked(event -> {
                action.run();
                event.consume();
            });
        }
        if (!run.says().isEmpty()) {
            text.setAccessibleText(run.says());
            Tooltip.install(text, new Tooltip(run.says()));
        }
        return text;
    }

    private void changed() {
        setAccessibleText(getText());
        drawCaret();
        requestLayout();
    }

    private int length() {
        return runs.stream().mapToInt(run -> run.text().length()).sum();
    }

    private String shown() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    /// Whether the caret is shown at the end.
    public BooleanProperty writing() {
        return writing;
    }

    public String selectedText() {
        StringBuilder words = new StringBuilder();
        int at = 0;
        for (Run run : runs) {
            int begin = Math.max(from, at);
            int end = Math.min(to, at + run.text().length());
            if (!run.aside() && from >= 0 && end > begin) {
                words.append(run.text(), begin - at, end - at);
            }
            at += run.text().length();
        }
        return words.toString();
    }

    public void selectAll() {
        select(0, length());
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
        String words = shown();
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
        Point2D point = flow.sceneToLocal(event.getSceneX(), event.getSceneY());
        return flow.hitTest(point).getInsertionIndex();
    }

    private void select(int one, int other) {
        boolean empty = one < 0 || one == other;
        from = empty ? -1 : Math.min(one, other);
        to = empty ? -1 : Math.max(one, other);
        drawSelection();
    }

    private void drawSelection() {
        draw(selection, from < 0 ? new PathElement[0] : flow.rangeShape(from, to));
    }

    private void drawCaret() {
        draw(caret, writing.get() ? flow.caretShape(length(), true) : new PathElement[0]);
    }

    private void draw(Path path, PathElement[] shape) {
        ObservableList<PathElement> elements = path.getElements();
        elements.setAll(shape);
        path.setLayoutX(flow.getLayoutX());
        path.setLayoutY(flow.getLayoutY());
    }

    @Override
    protected double computePrefHeight(double width) {
        double inside = width < 0 ? -1 : Math.floor(width - getInsets().getLeft() - getInsets().getRight());
        return Math.ceil(flow.prefHeight(inside)) + getInsets().getTop() + getInsets().getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil(flow.prefWidth(-1)) + 1 + getInsets().getLeft() + getInsets().getRight();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        flow.resizeRelocate(getInsets().getLeft(), getInsets().getTop(), Math.floor(getWidth() - getInsets().getLeft() - getInsets().getRight()),
                getHeight() - getInsets().getTop() - getInsets().getBottom());
        flow.layout();
        drawCaret();
        drawSelection();
    }
}
