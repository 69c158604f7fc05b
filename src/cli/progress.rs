//! The progress bar: on a terminal, and only of work that takes longer than a moment.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done sooner needs no bar.
const MOMENT: Duration = Duration::from_secs(1);

/// The bar of a run.
pub(super) struct Progress {
    start: Instant,
    bar: Mutex<Bar>,
    wanted: bool,
}

struct Bar {
    done: u64,
    all: u64,
    drawn: Option<ProgressBar>,
    /// Where it is drawn.
    target: fn() -> ProgressDrawTarget,
}

impl Progress {
    /// A bar on standard error, if that is a terminal.
    pub(super) fn new(wanted: bool) -> Progress {
        let bar = Bar { done: 0, all: 0, drawn: None, target: ProgressDrawTarget::stderr };
        Progress { start: Instant::now(), bar: Mutex::new(bar), wanted }
    }

    /// So many more articles are to be done.
    pub(super) fn expect(&self, articles: usize) {
        if let Ok(mut bar) = self.bar.lock() {
            bar.all += u64::try_from(articles).unwrap_or(0);
        }
    }

    /// One more is done.
    pub(super) fn tick(&self) {
        if !self.wanted {
            return;
        }
        let Ok(mut bar) = self.bar.lock() else { return };
        bar.done += 1;
        if self.start.elapsed() >= MOMENT {
            bar.draw();
        }
    }

    /// Takes the bar away, so that the report begins where it stood.
    pub(super) fn clear(&self) {
        if let Ok(mut bar) = self.bar.lock()
            && let Some(drawn) = bar.drawn.take()
        {
            drawn.finish_and_clear();
        }
    }
}

impl Bar {
    fn draw(&mut self) {
        let (done, all, target) = (self.done, self.all, self.target);
        let drawn = self.drawn.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(all), target());
            let style = ProgressStyle::with_template("{bar:30} {pos} of {len} steps");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        drawn.set_length(all);
        drawn.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a bar is drawn after a tick, of a run that began so long ago.
    fn is_drawn(wanted: bool, ago: Duration) -> bool {
        let mut progress = Progress::new(wanted);
        if let Ok(mut bar) = progress.bar.lock() {
            bar.target = ProgressDrawTarget::hidden;
        }
        progress.start = Instant::now().checked_sub(ago).unwrap_or(progress.start);
        progress.expect(2);
        progress.tick();
        let drawn = progress.bar.lock().is_ok_and(|bar| bar.drawn.as_ref().is_some_and(|bar| bar.position() == 1));
        progress.clear();
        drawn && progress.bar.lock().is_ok_and(|bar| bar.drawn.is_none())
    }

    #[test]
    fn it_is_drawn_after_a_moment_and_only_where_it_is_wanted() {
        assert!(is_drawn(true, MOMENT));
        assert!(!is_drawn(true, Duration::ZERO));
        assert!(!is_drawn(false, MOMENT * 5));
    }
}
