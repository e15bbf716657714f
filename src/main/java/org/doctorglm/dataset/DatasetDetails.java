package org.doctorglm.dataset;

/// What is said about a set by the one who brings it.
///
/// @param name under which it is found; see [#named]
/// @param language code such as `zh`, empty where nobody says
/// @param licence under which it may be used, empty where nobody says
/// @param provenance where it comes from, in words
/// @param claimed how many dialogues the provenance promises, -1 where it promises none
public record DatasetDetails(String name, String language, String licence, Origin origin, String provenance, long claimed) {
    private static final int LONGEST = 80;

    /// Nothing but a name.
    ///
    /// @throws DatasetException BAD_NAME for an empty or long name, control characters, or parts of a path
    public static DatasetDetails named(String name) throws DatasetException {
        boolean bad = name.isBlank() || name.length() > LONGEST || name.startsWith(".") || name.startsWith("-") || !name.equals(name.strip())
                || name.chars().anyMatch(c -> Character.isISOControl(c) || "/\\:*?\"<>|".indexOf(c) >= 0);
        if (bad) {
            throw new DatasetException(DatasetException.Reason.BAD_NAME, name.codePoints().filter(c -> !Character.isISOControl(c)).limit(LONGEST)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString(), "");
        }
        return new DatasetDetails(name, "", "", Origin.UNKNOWN, "", -1);
    }

    public DatasetDetails stating(String newLanguage, String newLicence, Origin newOrigin, String newProvenance, long newClaimed) {
        return new DatasetDetails(name, newLanguage, newLicence, newOrigin, newProvenance, newClaimed);
    }

    public DatasetDetails as(String other) throws DatasetException {
        return named(other).stating(language, licence, origin, provenance, claimed);
    }
}
