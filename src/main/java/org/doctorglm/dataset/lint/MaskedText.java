package org.doctorglm.dataset.lint;

import java.util.ArrayList;
import java.util.List;

/// A text with parts replaced, and where a place of the text before is now: marks on it must not slide. Places are UTF-16 units.
public final class MaskedText {
    private final String text;
    private final List<List<Cut>> passes;

    /// @param start in the text before the pass
    /// @param length of what stands there now
    private record Cut(int start, int end, int length) {
    }

    private MaskedText(String text, List<List<Cut>> passes) {
        this.text = text;
        this.passes = passes;
    }

    static MaskedText of(String text) {
        return new MaskedText(text, List.of());
    }

    public String text() {
        return text;
    }

    /// @param place in the text as it was
    /// @param end whether something ends there: inside of what was replaced, an end moves behind it and a beginning before it
    public int at(int place, boolean end) {
        int at = place;
        for (List<Cut> pass : passes) {
            int moved = at;
            for (Cut cut : pass) {
                if (at >= cut.end) {
                    moved += cut.length - (cut.end - cut.start);
                } else if (at > cut.start) {
                    moved += (end ? cut.length : 0) - (at - cut.start);
                }
            }
            at = moved;
        }
        return at;
    }

    Pass begin() {
        return new Pass();
    }

    /// Replaces from left to right.
    final class Pass {
        private final List<Cut> cuts = new ArrayList<>();
        private final StringBuilder out = new StringBuilder();
        private int from;

        void replace(int start, int end, String mask) {
            out.append(text, from, start).append(mask);
            from = end;
            cuts.add(new Cut(start, end, mask.length()));
        }

        MaskedText end() {
            if (cuts.isEmpty()) {
                return MaskedText.this;
            }
            List<List<Cut>> all = new ArrayList<>(passes);
            all.add(List.copyOf(cuts));
            return new MaskedText(out.append(text, from, text.length()).toString(), List.copyOf(all));
        }
    }
}
