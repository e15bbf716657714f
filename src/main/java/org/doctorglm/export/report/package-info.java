/// Documents made of stored figures, as pages for people: Markdown, HTML, LaTeX, CSV, and pages through `export.pdf`.
@NullMarked
package org.doctorglm.export.report;

import org.jspecify.annotations.NullMarked;
