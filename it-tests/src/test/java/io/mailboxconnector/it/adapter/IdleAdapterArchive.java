package io.mailboxconnector.it.adapter;

import io.mailboxconnector.it.adapter.idle.IdleAdapter;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;

/** Packs the adapter that does nothing. */
final class IdleAdapterArchive {

    private static final String RAR = "idle.rar";

    private IdleAdapterArchive() {}

    static Path write(Path directory) {
        return RecorderArchive.export(
                ShrinkWrap.create(ResourceAdapterArchive.class, RAR)
                        .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "idle.jar")
                                .addPackage(IdleAdapter.class.getPackage())),
                directory.resolve(RAR));
    }
}
