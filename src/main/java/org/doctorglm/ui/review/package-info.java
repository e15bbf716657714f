/// The review place: queue and marking, adjudication, agreement, dashboard, ranking, files.
@NullMarked
package org.doctorglm.ui.review;

import org.jspecify.annotations.NullMarked;
