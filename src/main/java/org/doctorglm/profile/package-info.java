/// What ties a department's data, prompt, network and questions together: [DepartmentProfile].
@NullMarked
package org.doctorglm.profile;

import org.jspecify.annotations.NullMarked;
