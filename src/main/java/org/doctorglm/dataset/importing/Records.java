package org.doctorglm.dataset.importing;

import java.io.IOException;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.RejectedRecord.Reason;

/// Where the reader of a layout puts what it finds.
interface Records {
    /// @param line where the record begins
    void take(long line, Conversation conversation) throws IOException;

    void refuse(long line, Reason reason, String detail) throws IOException;

    default void refuse(long line, RefusedRecord refused) throws IOException {
        refuse(line, refused.reason(), refused.detail());
    }
}
