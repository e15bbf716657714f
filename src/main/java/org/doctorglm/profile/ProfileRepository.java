package org.doctorglm.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.profile.ProfileException.Reason;

/// The profiles of a home, a file each. A file is as it was or as it is, never half, and none is written over unless somebody says so.
///
/// @param root made when the first profile is stored
public record ProfileRepository(Path root) {
    private static final String ENDING = ".json";

    /// By name; files that cannot be read are passed over, see [#refused].
    public List<DepartmentProfile> list() throws IOException {
        List<DepartmentProfile> profiles = new ArrayList<>();
        for (Path file : files()) {
            try {
                profiles.add(stored(file));
            } catch (ProfileException e) {
                // Said by refused().
            }
        }
        profiles.sort(Comparator.comparing(DepartmentProfile::name));
        return profiles;
    }

    /// Why files among the profiles are none.
    public List<ProfileException> refused() throws IOException {
        List<ProfileException> refused = new ArrayList<>();
        for (Path file : files()) {
            try {
                stored(file);
            } catch (ProfileException e) {
                refused.add(e);
            }
        }
        return refused;
    }

    /// @throws ProfileException UNKNOWN, or why its file cannot be read
    public DepartmentProfile find(String name) throws IOException {
        Path file = place(name);
        if (!Files.exists(file)) {
            throw new ProfileException(Reason.UNKNOWN, name, "");
        }
        return stored(file);
    }

    /// Stores a profile; one that takes the place of another has the next version.
    ///
    /// @param replace whether it may take the place of one of its name
    /// @return as it was stored
    /// @throws ProfileException EXISTS, BAD_NAME, WRONG_FIELD
    public DepartmentProfile save(DepartmentProfile profile, boolean replace) throws IOException {
        new ProfileRules(profile.name()).check(profile);
        Path file = place(profile.name());
        DepartmentProfile stored = profile;
        if (Files.exists(file)) {
            if (!replace) {
                throw new ProfileException(Reason.EXISTS, profile.name(), "");
            }
            stored = profile.inVersion(Math.max(profile.version(), versionOf(file) + 1));
        }
        Files.createDirectories(root);
        write(file, stored);
        return stored;
    }

    /// What stands in the way may be damaged: then it counts for nothing.
    private static int versionOf(Path file) throws IOException {
        try {
            return stored(file).version();
        } catch (ProfileException e) {
            return 0;
        }
    }

    /// @throws ProfileException UNKNOWN
    public void remove(String name) throws IOException {
        if (!Files.deleteIfExists(place(name))) {
            throw new ProfileException(Reason.UNKNOWN, name, "");
        }
    }

    /// Writes a profile for others.
    ///
    /// @param replace whether a file that is there may be written over
    /// @throws ProfileException UNKNOWN, FILE_EXISTS
    public void exportTo(String name, Path file, boolean replace) throws IOException {
        DepartmentProfile profile = find(name);
        if (!replace && Files.exists(file)) {
            throw new ProfileException(Reason.FILE_EXISTS, String.valueOf(file.getFileName()), "");
        }
        write(file.toAbsolutePath(), profile);
    }

    /// Reads a profile from outside; nothing is stored.
    ///
    /// @throws ProfileException UNREADABLE, TOO_LARGE, NOT_A_PROFILE, NEWER, UNKNOWN_FIELD, WRONG_FIELD, BAD_NAME
    public static DepartmentProfile read(Path file) throws IOException {
        String subject = String.valueOf(file.getFileName());
        // A pipe or a device has no end.
        if (!Files.isRegularFile(file)) {
            throw new ProfileException(Reason.UNREADABLE, subject, "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ProfileText.read(subject, in.readNBytes(ProfileText.MOST_BYTES + 1));
        }
    }

    private static DepartmentProfile stored(Path file) throws IOException {
        DepartmentProfile profile = read(file);
        if (!String.valueOf(file.getFileName()).equals(profile.name() + ENDING)) {
            throw new ProfileException(Reason.WRONG_FIELD, String.valueOf(file.getFileName()), "name");
        }
        return profile;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> isProfile(String.valueOf(file.getFileName()))).sorted().toList();
        }
    }

    private static boolean isProfile(String file) {
        return file.endsWith(ENDING) && !file.startsWith(".");
    }

    /// A name must not lead out of the folder.
    private Path place(String name) throws ProfileException {
        ProfileRules.name(name);
        return root.resolve(name + ENDING);
    }

    private static void write(Path file, DepartmentProfile profile) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(ProfileText.bytes(profile));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
