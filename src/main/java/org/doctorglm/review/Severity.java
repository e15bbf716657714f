package org.doctorglm.review;

/// How much is wrong.
public enum Severity {
    MINOR, MAJOR, CRITICAL
}
