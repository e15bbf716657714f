/// Sets of dialogues as a page: import, statistics, findings, filter, split, mixture, tokens, questions from sheets. Entry classes:
/// [org.doctorglm.ui.data.DataView] and [org.doctorglm.ui.data.DataViewModel].
@NullMarked
package org.doctorglm.ui.data;

import org.jspecify.annotations.NullMarked;
