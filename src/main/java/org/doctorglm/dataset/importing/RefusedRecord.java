package org.doctorglm.dataset.importing;

import org.doctorglm.dataset.RejectedRecord.Reason;

/// Says that a record is no dialogue. Thrown for many records of a bad file, so it carries no stack.
final class RefusedRecord extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String detail;

    RefusedRecord(Reason reason, String detail) {
        super(reason + " " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
