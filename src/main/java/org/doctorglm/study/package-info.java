/// The study that answers the paper's research questions on a small network, from nothing. Entry class: [org.doctorglm.study.QuickStudy].
@NullMarked
package org.doctorglm.study;

import org.jspecify.annotations.NullMarked;
