package org.doctorglm.knowledge.lucene;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.lucene.store.BaseDirectory;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.SingleInstanceLockFactory;

/// The files of another directory, which is only read, with new files in memory beside them. So an index that other processes read at the
/// same time can be changed for this one. Closing it leaves the other directory open.
final class MemoryOverlay extends BaseDirectory {
    private final Directory below;
    private final ByteBuffersDirectory memory = new ByteBuffersDirectory();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    MemoryOverlay(Directory below) {
        super(new SingleInstanceLockFactory());
        this.below = below;
    }

    @Override
    public String[] listAll() throws IOException {
        Set<String> names = new TreeSet<>(Set.of(memory.listAll()));
        Stream.of(below.listAll()).filter(name -> !hidden.contains(name)).forEach(names::add);
        return names.toArray(String[]::new);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        if (memory.fileExists(name)) {
            memory.deleteFile(name);
        } else if (!hidden.add(name)) {
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public long fileLength(String name) throws IOException {
        return holder(name).fileLength(name);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return memory.createOutput(name, context);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return memory.createTempOutput(prefix, suffix, context);
    }

    @Override
    public void sync(Collection<String> names) {
        // Nothing here outlives the process.
    }

    @Override
    public void syncMetaData() {
        // As above.
    }

    @Override
    public void rename(String source, String target) throws IOException {
        memory.rename(source, target);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        return holder(name).openInput(name, context);
    }

    private Directory holder(String name) throws IOException {
        if (memory.fileExists(name)) {
            return memory;
        }
        if (hidden.contains(name)) {
            throw new NoSuchFileException(name);
        }
        return below;
    }

    @Override
    public Set<String> getPendingDeletions() {
        return Set.of();
    }

    @Override
    public void close() throws IOException {
        isOpen = false;
        memory.close();
    }
}
