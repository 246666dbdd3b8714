//! A body that is being sent in; how far its sender has got out.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The largest piece of a watched body in memory, in bytes: its sender asks for the next one when
/// this one is on its way, which is how progress shows. It is as long as a TLS record, and stands in
/// the docs of `Config::stall_timeout`: no smaller progress is seen.
pub(super) const PIECE: usize = 16 * 1024;

/// How far a body has been sent. The transport that sends it makes the progress.
#[derive(Debug)]
pub(crate) struct Progress(Mutex<State>);

#[derive(Clone, Copy, Debug)]
struct State {
    stage: Stage,
    /// How often the sender has asked for a piece.
    asked: u64,
}

/// Who is to act next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The sender: it has not asked for anything yet, for example because it is connecting.
    Unsent,
    /// The source of the body: the sender has asked it for the next piece.
    Source,
    /// The sender: it has a piece, and there are more.
    Sender,
    /// The receiver: the sender has all of the body.
    Sent,
    /// Nobody: the sender does not want the rest, if there is any.
    Dropped,
}

/// The side of the sender.
#[derive(Debug)]
pub(super) struct Sender(Arc<Progress>);

impl Progress {
    /// Starts with a body that nobody has asked for. Nothing tells when an empty one is sent, so it
    /// counts as sent.
    pub(super) fn new(is_empty: bool) -> (Arc<Self>, Sender) {
        let stage = if is_empty { Stage::Sent } else { Stage::Unsent };
        let progress = Arc::new(Self(Mutex::new(State { stage, asked: 0 })));
        (Arc::clone(&progress), Sender(progress))
    }

    /// Whether the sender has all of the body, so that the receiver may act on the request.
    pub(crate) fn is_sent(&self) -> bool {
        self.state().stage == Stage::Sent
    }

    /// Whether the sender will not ask for more.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.state().stage, Stage::Sent | Stage::Dropped)
    }

    /// How often the sender has asked for a piece, while it has one that it is still sending.
    pub(crate) fn sending(&self) -> Option<u64> {
        let state = self.state();
        (state.stage == Stage::Sender).then_some(state.asked)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self, next: Stage) {
        let mut state = self.state();
        if !matches!(state.stage, Stage::Sent | Stage::Dropped) {
            state.stage = next;
        }
    }
}

impl Sender {
    /// The sender asks for the next piece.
    pub(super) fn asks(&self) {
        self.0.enter(Stage::Source);
        self.0.state().asked += 1;
    }

    /// The sender has got a piece.
    pub(super) fn has_piece(&self, is_last: bool) {
        self.0.enter(if is_last { Stage::Sent } else { Stage::Sender });
    }

    /// The sender has taken the whole body at once.
    pub(super) fn has_all(&self) {
        self.0.enter(Stage::Sent);
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        self.0.enter(Stage::Dropped);
    }
}
