//! Follows a run from outside: how far it is, and where its time goes. Whoever starts the run says what of it is wanted.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Told of every article that is done with a step.
type Tick = dyn Fn() + Send + Sync;

/// What follows a run; by default, nothing.
#[derive(Default)]
pub struct Monitor {
    tick: Option<Box<Tick>>,
    times: Option<Mutex<Times>>,
}

/// Where the time of a run went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times {
    /// The steps of the run in their order, by the clock on the wall.
    pub stages: Vec<(&'static str, Duration)>,
    /// Each rule by its id, over all threads.
    pub rules: BTreeMap<String, Duration>,
}

impl Monitor {
    /// That measures time.
    #[must_use]
    pub fn timed(mut self) -> Monitor {
        self.times = Some(Mutex::default());
        self
    }

    /// That tells of every article that is done with a step, from whichever thread.
    #[must_use]
    pub fn with_tick(mut self, tick: impl Fn() + Send + Sync + 'static) -> Monitor {
        self.tick = Some(Box::new(tick));
        self
    }

    /// An article is done with a step.
    pub fn tick(&self) {
        if let Some(tick) = &self.tick {
            tick();
        }
    }

    /// Does a step of the run.
    pub fn stage<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.measured(work, |times, took| match times.stages.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => *all += took,
            None => times.stages.push((name, took)),
        })
    }

    /// Does the work of a rule.
    pub fn rule<T>(&self, id: &str, work: impl FnOnce() -> T) -> T {
        self.measured(work, |times, took| match times.rules.get_mut(id) {
            Some(all) => *all += took,
            None => drop(times.rules.insert(id.to_owned(), took)),
        })
    }

    fn measured<T>(&self, work: impl FnOnce() -> T, add: impl FnOnce(&mut Times, Duration)) -> T {
        let Some(times) = &self.times else { return work() };
        let start = Instant::now();
        let done = work();
        let took = start.elapsed();
        add(&mut times.lock().unwrap_or_else(PoisonError::into_inner), took);
        done
    }

    /// What was measured so far; none where nothing is.
    pub fn times(&self) -> Option<Times> {
        self.times.as_ref().map(|times| times.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor").field("times", &self.times).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[test]
    fn steps_and_rules_are_added_up_where_that_is_wanted() {
        let run = |monitor: &Monitor| {
            let sum = monitor.stage("read", || monitor.rule("typo/a", || 1)) + monitor.stage("check", || 2);
            sum + monitor.stage("read", || 3)
        };
        let timed = Monitor::default().timed();
        assert_eq!((run(&timed), run(&Monitor::default())), (6, 6));
        let times = timed.times().unwrap_or_default();
        assert_eq!(times.stages.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["read", "check"]);
        assert_eq!(times.rules.keys().collect::<Vec<_>>(), ["typo/a"]);
        assert_eq!(Monitor::default().times(), None);
    }

    #[test]
    fn every_article_is_told_of() {
        let count = Arc::new(AtomicUsize::new(0));
        let told = Arc::clone(&count);
        let monitor = Monitor::default().with_tick(move || {
            told.fetch_add(1, Ordering::Relaxed);
        });
        monitor.tick();
        monitor.tick();
        assert_eq!(count.load(Ordering::Relaxed), 2);
    }
}
