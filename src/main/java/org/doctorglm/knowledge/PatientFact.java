package org.doctorglm.knowledge;

/// A fact about the patient that a question tells and that somebody may strike out.
public enum PatientFact {
    PERSON, AGE, SEX, PREGNANT, NURSING, DURATION, SEVERITY;

    /// Whether the patient is known in this respect.
    public boolean of(Patient patient) {
        return switch (this) {
            case PERSON -> patient.person() != null;
            case AGE -> patient.age() != null;
            case SEX -> patient.sex() != null;
            case PREGNANT -> patient.pregnant();
            case NURSING -> patient.nursing();
            case DURATION -> patient.days() != null;
            case SEVERITY -> patient.severe();
        };
    }

    Patient strike(Patient p) {
        return switch (this) {
            case PERSON -> new Patient(null, p.months(), p.age(), p.sex(), p.pregnant(), p.nursing(), p.days(), p.severe());
            case AGE -> new Patient(p.person(), null, null, p.sex(), p.pregnant(), p.nursing(), p.days(), p.severe());
            case SEX -> new Patient(p.person(), p.months(), p.age(), null, p.pregnant(), p.nursing(), p.days(), p.severe());
            case PREGNANT -> new Patient(p.person(), p.months(), p.age(), p.sex(), false, p.nursing(), p.days(), p.severe());
            case NURSING -> new Patient(p.person(), p.months(), p.age(), p.sex(), p.pregnant(), false, p.days(), p.severe());
            case DURATION -> new Patient(p.person(), p.months(), p.age(), p.sex(), p.pregnant(), p.nursing(), null, p.severe());
            case SEVERITY -> new Patient(p.person(), p.months(), p.age(), p.sex(), p.pregnant(), p.nursing(), p.days(), false);
        };
    }
}
