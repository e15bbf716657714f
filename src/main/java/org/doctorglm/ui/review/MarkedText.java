package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.Lanes;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Pieces;
import org.doctorglm.review.Span;
import org.jspecify.annotations.Nullable;

/// An answer with its marks: underlines below the words, each kind with a line of its own, stacked where marks overlap; the reviewer's words in brackets
/// behind what they are about. Places are code points; the brackets have none.
final class MarkedText extends Region {
    /// From one lane to the next, and from the words to the first.
    static final double LANE = 6;
    private static final double GAP = 2.5;
    private static final double SPACING = 9;

    private final TextFlow flow = new TextFlow();
    private final Path ground = new Path();
    private final Path selection = new Path();
    private final Path caretPath = new Path();
    private final Group lines = new Group();
    private final List<Run> runs = new ArrayList<>();
    private CodePoints points = new CodePoints("");
    private List<Annotation> marks = List.of();
    private Lanes lanes = new Lanes(List.of(), 0);
    private int caret = -1;
    private @Nullable Span target;
    private boolean selected;
    private @Nullable String chosen;
    private BiConsumer<Integer, Boolean> pointed = (place, extend) -> { };

    /// A text node.
    ///
    /// @param start first code point
    /// @param end behind the last one; the same as start for words in brackets
    /// @param from place in the flow
    private record Run(int start, int end, int from, int to) {
        boolean words() {
            return end > start;
        }
    }

    /// A line of a mark, as it was drawn.
    record Drawn(String markId, MarkKind kind, int lane, double y) {
    }

    private final List<Drawn> drawn = new ArrayList<>();

    MarkedText(String accessible) {
        getStyleClass().add("marked-text");
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setAccessibleText(accessible);
        setCursor(Cursor.TEXT);
        flow.getStyleClass().add("marked-flow");
        for (Path path : List.of(ground, selection, caretPath)) {
            path.setManaged(false);
            path.setMouseTransparent(true);
        }
        ground.getStyleClass().setAll("mark-ground");
        selection.getStyleClass().setAll("mark-target");
        caretPath.getStyleClass().setAll("caret");
        lines.setManaged(false);
        lines.setMouseTransparent(true);
        getChildren().addAll(ground, selection, flow, lines, caretPath);
        setOnMousePressed(event -> {
            requestFocus();
            pointed.accept(at(event.getX(), event.getY()), event.isShiftDown());
        });
        setOnMouseDragged(event -> pointed.accept(at(event.getX(), event.getY()), true));
        focusedProperty().addListener((property, old, now) -> requestLayout());
    }

    /// @param handler takes the code point that the mouse is at, and whether the selection grows
    void onPointed(BiConsumer<Integer, Boolean> handler) {
        pointed = handler;
    }

    void show(CodePoints text, List<Annotation> now) {
        points = text;
        marks = now;
        lanes = Lanes.of(now.stream().map(Annotation::span).toList());
        runs.clear();
        List<Text> nodes = new ArrayList<>();
        List<Annotation> closing = now.stream().sorted(Comparator.comparingInt((Annotation mark) -> mark.span().end()).thenComparing(Annotation::span)).toList();
        int next = 0;
        int at = 0;
        for (Pieces.Piece piece : Pieces.of(text.count(), now)) {
            if (piece.span().length() == 0) {
                continue;
            }
            at = add(nodes, text.text(piece.span()), piece.span().start(), piece.span().end(), at, "reading-text");
            for (; next < closing.size() && closing.get(next).span().end() <= piece.span().end(); next++) {
                String said = said(closing.get(next));
                if (!said.isEmpty()) {
                    at = add(nodes, said, piece.span().end(), piece.span().end(), at, "mark-said", style(closing.get(next).kind()));
                }
            }
        }
        flow.getChildren().setAll(nodes);
        flow.setLineSpacing(SPACING + LANE * Math.max(0, lanes.count() - 1));
        setAccessibleHelp(text.text());
        requestLayout();
    }

    private int add(List<Text> nodes, String words, int start, int end, int at, String... styles) {
        Text node = new Text(words);
        node.getStyleClass().setAll(styles);
        nodes.add(node);
        runs.add(new Run(start, end, at, at + words.length()));
        return at + words.length();
    }

    private static String said(Annotation mark) {
        String arrow = mark.correction().isBlank() ? "" : (mark.comment().isBlank() ? "" : " ") + "→ " + mark.correction();
        String words = mark.comment() + arrow;
        return words.isBlank() ? "" : "（" + words + "）";
    }

    static String style(MarkKind kind) {
        return "mark-" + kind.key();
    }

    /// @param at where the caret is, -1 for none
    /// @param marked what a key would mark
    /// @param explicit whether somebody selected it
    void point(int at, @Nullable Span marked, boolean explicit) {
        caret = at;
        target = marked;
        selected = explicit;
        requestLayout();
    }

    /// The mark that is described.
    void choose(@Nullable String markId) {
        chosen = markId;
        requestLayout();
    }

    /// What is underlined where, for tests.
    List<Drawn> drawn() {
        return List.copyOf(drawn);
    }

    private int at(double x, double y) {
        int index = flow.hitTest(new Point2D(x - flow.getLayoutX(), y - flow.getLayoutY())).getInsertionIndex();
        for (Run run : runs) {
            if (index >= run.from() && index <= run.to()) {
                return run.words() ? points.ofUnit(Math.min(points.unit(run.end()), points.unit(run.start()) + index - run.from())).orElse(run.start()) : run.end();
            }
        }
        return points.count();
    }

    private int inFlow(int codePoint) {
        int last = 0;
        for (Run run : runs) {
            if (run.words()) {
                if (codePoint >= run.start() && codePoint < run.end()) {
                    return run.from() + points.unit(codePoint) - points.unit(run.start());
                }
                last = codePoint >= run.end() ? run.to() : last;
            }
        }
        return last;
    }

    /// Where the caret is on screen; null without one.
    @Nullable Bounds caretBounds() {
        return caretPath.getElements().isEmpty() ? null : caretPath.getBoundsInParent();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : Math.floor(width - getInsets().getLeft() - getInsets().getRight());
        return flow.prefHeight(inner) + getInsets().getTop() + getInsets().getBottom() + SPACING + LANE * Math.max(1, lanes.count());
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double left = getInsets().getLeft();
        double top = getInsets().getTop();
        double width = Math.floor(getWidth() - left - getInsets().getRight());
        flow.resizeRelocate(left, top, width, getHeight() - top - getInsets().getBottom());
        flow.layout();
        for (Path path : List.of(ground, selection, caretPath)) {
            path.relocate(0, 0);
            path.setLayoutX(left);
            path.setLayoutY(top);
        }
        lines.setLayoutX(left);
        lines.setLayoutY(top);
        caretPath.getElements().setAll(caret < 0 || !isFocused() ? new PathElement[0] : flow.caretShape(inFlow(caret), true));
        selection.getElements().setAll(target == null ? List.of() : shape(target));
        selection.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("selected"), selected);
        ground.getElements().setAll(marks.stream().filter(mark -> mark.id().equals(chosen)).findFirst().map(mark -> shape(mark.span())).orElse(List.of()));
        drawLines();
    }

    private List<PathElement> shape(Span span) {
        List<PathElement> all = new ArrayList<>();
        for (Rectangle2D box : boxes(span)) {
            all.addAll(List.of(new MoveTo(box.getMinX(), box.getMinY()), new LineTo(box.getMaxX(), box.getMinY()), new LineTo(box.getMaxX(), box.getMaxY()),
                    new LineTo(box.getMinX(), box.getMaxY()), new LineTo(box.getMinX(), box.getMinY())));
        }
        return all;
    }

    /// A box for each line that the words of a span are on; words in brackets are left out.
    private List<Rectangle2D> boxes(Span span) {
        List<Rectangle2D> boxes = new ArrayList<>();
        for (Run run : runs) {
            int from = Math.max(span.start(), run.start());
            int to = Math.min(span.end(), run.end());
            if (run.words() && from < to) {
                int base = run.from() - points.unit(run.start());
                add(boxes, flow.rangeShape(base + points.unit(from), base + points.unit(to)));
            }
        }
        return boxes;
    }

    private static void add(List<Rectangle2D> boxes, PathElement[] shape) {
        double minX = 0;
        double maxX = 0;
        double minY = 0;
        double maxY = 0;
        for (int i = 0; i <= shape.length; i++) {
            if (i == shape.length || shape[i] instanceof MoveTo) {
                if (i > 0 && maxX > minX) {
                    join(boxes, new Rectangle2D(minX, minY, maxX - minX, maxY - minY));
                }
                if (i < shape.length && shape[i] instanceof MoveTo move) {
                    minX = maxX = move.getX();
                    minY = maxY = move.getY();
                }
            } else if (shape[i] instanceof LineTo line) {
                minX = Math.min(minX, line.getX());
                maxX = Math.max(maxX, line.getX());
                minY = Math.min(minY, line.getY());
                maxY = Math.max(maxY, line.getY());
            }
        }
    }

    private static void join(List<Rectangle2D> boxes, Rectangle2D box) {
        Rectangle2D last = boxes.isEmpty() ? null : boxes.getLast();
        if (last != null && Math.abs(last.getMaxX() - box.getMinX()) < 1 && Math.abs(last.getMaxY() - box.getMaxY()) < 1) {
            boxes.set(boxes.size() - 1, new Rectangle2D(last.getMinX(), last.getMinY(), box.getMaxX() - last.getMinX(), last.getHeight()));
        } else {
            boxes.add(box);
        }
    }

    private void drawLines() {
        List<Path> paths = new ArrayList<>();
        drawn.clear();
        for (int i = 0; i < marks.size(); i++) {
            Annotation mark = marks.get(i);
            Path path = new Path();
            path.getStyleClass().setAll("mark-line", style(mark.kind()), "line-" + mark.kind().line().name().toLowerCase(java.util.Locale.ROOT));
            for (Rectangle2D box : boxes(mark.span())) {
                double y = Math.round(box.getMaxY() + 1 + LANE * lanes.lanes().get(i)) + 0.5;
                path.getElements().addAll(new MoveTo(box.getMinX(), y), new LineTo(box.getMaxX(), y));
                if (mark.kind().line() == MarkKind.Line.DOUBLE) {
                    path.getElements().addAll(new MoveTo(box.getMinX(), y + GAP), new LineTo(box.getMaxX(), y + GAP));
                }
                drawn.add(new Drawn(mark.id(), mark.kind(), lanes.lanes().get(i), y));
            }
            paths.add(path);
        }
        lines.getChildren().setAll(paths);
    }
}
