package org.doctorglm.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.doctorglm.fake.FakeHome;
import org.doctorglm.fake.ImmediateRunner;
import org.doctorglm.fake.MemorySettings;
import org.doctorglm.ui.settings.HomeService.HomeException.Reason;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.theme.Appearance;
import org.doctorglm.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class SettingsViewModelTest extends ApplicationTest {
    private final MemorySettings store = new MemorySettings();
    private final FakeHome home = new FakeHome();
    private final ImmediateRunner runner = new ImmediateRunner();

    @Test
    void what_was_chosen_is_there_at_the_next_start() {
        SettingsViewModel first = made();
        interact(() -> {
            first.language().set(Language.ENGLISH);
            first.appearance().theme().set(Theme.CONTRAST);
            first.appearance().percent().set(150);
        });
        SettingsViewModel second = made();
        assertThat(second.language().get()).isEqualTo(Language.ENGLISH);
        assertThat(second.appearance().theme().get()).isEqualTo(Theme.CONTRAST);
        assertThat(second.appearance().percent().get()).isEqualTo(150);
    }

    @Test
    void a_damaged_setting_falls_back_to_the_default() {
        store.put("text.percent", "gross");
        store.put("theme", "sepia");
        assertThat(made().appearance().percent().get()).isEqualTo(100);
        assertThat(made().appearance().theme().get()).isEqualTo(Theme.SYSTEM);
    }

    @Test
    void text_grows_and_shrinks_only_within_its_limits() {
        SettingsViewModel model = made();
        interact(() -> model.appearance().zoom(50));
        assertThat(model.appearance().percent().get()).isEqualTo(Appearance.LARGEST_PERCENT);
        interact(() -> model.appearance().zoom(-50));
        assertThat(model.appearance().percent().get()).isEqualTo(Appearance.SMALLEST_PERCENT);
    }

    @Test
    void jobs_on_the_home_folder_say_how_they_ended() {
        SettingsViewModel model = made();
        model.backUp(Path.of("b.zip"));
        model.move(Path.of("neu"));
        assertThat(home.calls).containsExactly("backUp b.zip", "move neu");
        assertThat(model.outcome().get().reason()).isNull();
        assertThat(model.outcome().get().job()).isEqualTo(WorkKind.MOVE);
        model.openFolder();
        assertThat(model.outcome().get().reason()).isEqualTo(Reason.NO_FILE_MANAGER);
    }

    private SettingsViewModel made() {
        AtomicReference<SettingsViewModel> model = new AtomicReference<>();
        interact(() -> model.set(new SettingsViewModel(store, home, runner, new Work(runner), new Appearance())));
        return model.get();
    }
}
