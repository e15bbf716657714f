package org.doctorglm.ui.task;

/// Background work that the status bar shows.
public enum WorkKind {
    INDEX, IMPORT, VERIFY, MEASURE, BACKUP, RESTORE, MOVE, EXPORT, EXPERIMENT
}
