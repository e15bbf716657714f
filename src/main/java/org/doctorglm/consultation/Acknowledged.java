package org.doctorglm.consultation;

/// Which danger signs somebody has taken note of.
public interface Acknowledged {
    boolean seen(String answerId);

    void see(String answerId);
}
