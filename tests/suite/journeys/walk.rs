//! Any order of downloads, regenerations, restarts and installations: the server agrees with a model of a few lines.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use vestibule_tests::TestServer;
use vestibule_tests::device::{Installation, Stage};

#[derive(Clone, Debug)]
enum Step {
    Download,
    Regenerate {
        at_once: bool,
    },
    Invalidate,
    Restart,
    /// Waits until just before, or exactly at, the next deadline; or some minutes.
    Wait {
        minutes: i64,
        edge: Option<bool>,
    },
    Certificate(usize),
    Authenticate(usize),
    TokenUpdate(usize),
    Idle(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let device = 0..6_usize;
    prop_oneof![
        2 => Just(Step::Download),
        2 => any::<bool>().prop_map(|at_once| Step::Regenerate { at_once }),
        1 => Just(Step::Invalidate),
        1 => Just(Step::Restart),
        4 => (1..25_i64, any::<Option<bool>>()).prop_map(|(minutes, edge)| Step::Wait { minutes, edge }),
        4 => device.clone().prop_map(Step::Certificate),
        4 => device.clone().prop_map(Step::Authenticate),
        2 => device.clone().prop_map(Step::TokenUpdate),
        2 => device.prop_map(Step::Idle),
    ]
}

/// What should hold for one device.
struct Known {
    installation: Installation,
    generation: usize,
    certified: bool,
    authenticated: bool,
}

struct World<'a> {
    stage: &'a Stage<'a>,
    devices: Vec<Known>,
    /// Until when the profiles of each generation hold; the last one is live.
    ends: Vec<Option<Timestamp>>,
}

impl World<'_> {
    fn now(&self) -> Timestamp {
        self.stage.server.now()
    }

    fn alive(&self, device: &Known) -> bool {
        self.ends[device.generation].is_none_or(|end| self.now() < end)
    }

    fn end(&mut self, generation: usize, end: Timestamp) {
        let known = self.ends[generation].get_or_insert(end);
        *known = (*known).min(end);
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Download if self.devices.len() < 6 => self.devices.push(Known {
                installation: self.stage.install(),
                generation: self.ends.len() - 1,
                certified: false,
                authenticated: false,
            }),
            Step::Download => {}
            Step::Regenerate { at_once } => {
                let minutes = if *at_once { 0 } else { 30 };
                self.stage.regenerate(json!({ "grace_minutes": minutes }));
                self.end(
                    self.ends.len() - 1,
                    self.now() + SignedDuration::from_mins(minutes),
                );
                self.ends.push(None);
            }
            Step::Invalidate => {
                let path = format!(
                    "/policies/{}/secure-enrollment/invalidate-profiles",
                    self.stage.policy
                );
                self.stage.owner().post(&path, json!({})).ok();
                for generation in 0..self.ends.len() - 1 {
                    self.end(generation, self.now());
                }
            }
            Step::Restart => self.stage.server.restart(),
            Step::Wait { minutes, edge } => {
                let next = self
                    .ends
                    .iter()
                    .flatten()
                    .filter(|end| **end > self.now())
                    .min();
                let time = match (edge, next) {
                    (Some(before), Some(end)) => {
                        let short = SignedDuration::from_millis(i64::from(*before));
                        end.duration_since(self.now()) - short
                    }
                    _ => SignedDuration::from_mins(*minutes),
                };
                self.stage.server.advance(time);
            }
            Step::Certificate(which) => self.ask(*which, |world, known| {
                let may = !known.authenticated && world.alive(known);
                let got = known.installation.certificate().is_ok();
                known.certified |= got;
                (may, got)
            }),
            Step::Authenticate(which) => self.ask(*which, |world, known| {
                if !known.certified {
                    return (true, true);
                }
                let may = known.authenticated || world.alive(known);
                let got = known.installation.authenticate().is_ok();
                known.authenticated |= got;
                (may, got)
            }),
            Step::TokenUpdate(which) => self.ask(*which, |_, known| {
                let got = known.certified && known.installation.token_update().is_ok();
                (known.authenticated, got)
            }),
            Step::Idle(which) => self.ask(*which, |_, known| {
                let got = known.certified && known.installation.idle().is_ok();
                (known.authenticated, got)
            }),
        }
    }

    /// Lets a device do something that it should or should not be able to do.
    fn ask(&mut self, which: usize, act: impl FnOnce(&Self, &mut Known) -> (bool, bool)) {
        if which >= self.devices.len() {
            return;
        }
        let mut known = self.devices.swap_remove(which);
        let (may, got) = act(self, &mut known);
        assert_eq!(
            may, got,
            "of generation {} with {:?}",
            known.generation, self.ends
        );
        self.devices.push(known);
    }
}

fn walks(server: fn() -> TestServer, cases: u32) {
    let config = Config {
        cases,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let steps = prop::collection::vec(step(), 20..50);
    TestRunner::new(config)
        .run(&steps, |steps| {
            let server = server();
            let stage = Stage::secure(&server);
            let mut world = World {
                stage: &stage,
                devices: Vec::new(),
                ends: vec![None],
            };
            for step in &steps {
                world.take(step);
            }
            Ok(())
        })
        .expect("the server agrees with the model");
}

#[test]
fn on_sqlite() {
    walks(TestServer::on_sqlite, 8);
}

#[test]
fn on_postgresql() {
    walks(TestServer::on_postgresql, 3);
}
