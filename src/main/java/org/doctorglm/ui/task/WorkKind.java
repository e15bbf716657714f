package org.doctorglm.ui.task;

/// Background work that the status bar shows.
public enum WorkKind {
    INDEX, READ, IMPORT, VERIFY, MEASURE, BACKUP, RESTORE, MOVE, EXPORT, EXPERIMENT, DATASET, TRAIN, COMPARE, PUBLISH
}
