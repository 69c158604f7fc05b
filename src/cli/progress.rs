//! The progress bar: on a terminal, and only of work that takes longer than a moment.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done sooner needs no bar.
const MOMENT: Duration = Duration::from_secs(1);

/// The bar of a run. It has one stage after another, and in each it goes from none of its steps to all of them, and never
/// back.
pub(super) struct Progress {
    start: Instant,
    bar: Mutex<Bar>,
    wanted: bool,
}

/// Where a bar is drawn.
type Target = dyn Fn() -> ProgressDrawTarget + Send;

struct Bar {
    stage: &'static str,
    done: usize,
    all: usize,
    drawn: Option<ProgressBar>,
    target: Box<Target>,
}

impl Progress {
    /// A bar on standard error, if that is a terminal.
    pub(super) fn new(wanted: bool) -> Progress {
        Progress::on(Box::new(ProgressDrawTarget::stderr), Instant::now(), wanted)
    }

    /// A bar of a run that began at some time, drawn somewhere.
    fn on(target: Box<Target>, start: Instant, wanted: bool) -> Progress {
        let bar = Bar { stage: "", done: 0, all: 0, drawn: None, target };
        Progress { start, bar: Mutex::new(bar), wanted }
    }

    /// Begins a stage of so many steps: what is done to the articles, as a bar says it. To check one may take two steps, for
    /// it is annotated first.
    pub(super) fn stage(&self, stage: &'static str, steps: usize) {
        self.change(|bar| {
            bar.clear();
            (bar.stage, bar.done, bar.all) = (stage, 0, steps);
        });
    }

    /// One more step is done.
    pub(super) fn tick(&self) {
        self.change(|bar| bar.done += 1);
    }

    /// Takes the bar away, so that what is told next begins where it stood.
    pub(super) fn clear(&self) {
        if let Ok(mut bar) = self.bar.lock() {
            bar.clear();
        }
    }

    fn change(&self, change: impl FnOnce(&mut Bar)) {
        if !self.wanted {
            return;
        }
        let Ok(mut bar) = self.bar.lock() else { return };
        change(&mut bar);
        if self.start.elapsed() >= MOMENT {
            bar.draw();
        }
    }
}

impl Bar {
    fn draw(&mut self) {
        let (done, all) = (self.done as u64, self.all as u64);
        let drawn = self.drawn.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(all), (self.target)());
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len} steps");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_message(self.stage)
        });
        drawn.set_position(done);
    }

    fn clear(&mut self) {
        if let Some(drawn) = self.drawn.take() {
            drawn.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    use indicatif::TermLike;

    use super::*;

    /// A terminal that only remembers what a bar writes on it.
    #[derive(Debug, Clone, Default)]
    pub(in crate::cli) struct Paper(Arc<Mutex<String>>);

    /// A stage as it was drawn: its name, then how many were done and of how many, as often as it was drawn.
    pub(in crate::cli) type Drawn = (String, Vec<(usize, usize)>);

    impl Paper {
        /// The bar of a run that has taken long.
        pub(in crate::cli) fn progress(&self) -> Progress {
            self.began(MOMENT * 5, true)
        }

        fn began(&self, ago: Duration, wanted: bool) -> Progress {
            let paper = self.clone();
            // the first twenty changes are drawn, however fast they come
            let target = move || ProgressDrawTarget::term_like_with_hz(Box::new(paper.clone()), u8::MAX);
            let now = Instant::now();
            Progress::on(Box::new(target), now.checked_sub(ago).unwrap_or(now), wanted)
        }

        /// The stages in their order; each begins with none done.
        pub(in crate::cli) fn stages(&self) -> Vec<Drawn> {
            let mut stages: Vec<Drawn> = Vec::new();
            for line in self.0.lock().map(|text| text.clone()).unwrap_or_default().lines() {
                let Some((stage, done, all)) = read(line) else { continue };
                match stages.last_mut() {
                    Some((last, drawn)) if *last == stage && drawn.last() == Some(&(done, all)) => {}
                    Some((last, drawn)) if *last == stage && done > 0 => drawn.push((done, all)),
                    _ => stages.push((stage, vec![(done, all)])),
                }
            }
            stages
        }

        fn write(&self, text: &str) -> io::Result<()> {
            if let Ok(mut written) = self.0.lock() {
                written.push_str(text);
            }
            Ok(())
        }
    }

    /// Reads “checking ████░░ 2 of 3 steps”.
    fn read(line: &str) -> Option<(String, usize, usize)> {
        let (head, all) = line.trim().strip_suffix(" steps")?.rsplit_once(" of ")?;
        let (head, done) = head.rsplit_once(' ')?;
        let stage = head.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        Some((stage.to_owned(), done.parse().ok()?, all.parse().ok()?))
    }

    impl TermLike for Paper {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            self.write("\n")
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            self.write("\n")
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write(&format!("{text}\n"))
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.write(text)
        }

        fn clear_line(&self) -> io::Result<()> {
            self.write("\n")
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The stages that are drawn of a run of two that began so long ago.
    fn drawn(wanted: bool, ago: Duration) -> Vec<Drawn> {
        let paper = Paper::default();
        let progress = paper.began(ago, wanted);
        progress.stage("reading", 2);
        progress.tick();
        progress.tick();
        progress.stage("checking", 1);
        progress.tick();
        progress.clear();
        paper.stages()
    }

    #[test]
    fn it_is_drawn_after_a_moment_and_only_where_it_is_wanted() {
        let stages =
            [("reading".to_owned(), vec![(0, 2), (1, 2), (2, 2)]), ("checking".to_owned(), vec![(0, 1), (1, 1)])];
        assert_eq!(drawn(true, MOMENT), stages);
        assert_eq!(drawn(true, Duration::ZERO), []);
        assert_eq!(drawn(false, MOMENT * 5), []);
    }
}
