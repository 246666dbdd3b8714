//! Tracks how far a body has been sent.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The size of the pieces of a watched body in memory, in bytes: the sender requests the next piece
/// when this one is on its way, which is how progress shows. It is the size of a TLS record, and is
/// stated in the docs of `Config::stall_timeout`: smaller progress is not noticed.
pub(super) const PIECE: usize = 16 * 1024;

/// How far a body has been sent, by the pieces that its sender has requested.
#[derive(Debug)]
pub struct Progress(Mutex<State>);

#[derive(Clone, Copy, Debug)]
struct State {
    stage: Stage,
    /// How many times the sender has requested a piece.
    asked: u64,
}

/// Who acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The sender: it has not requested anything yet, for example because it is connecting.
    Unsent,
    /// The source of the body: the sender has requested the next piece.
    Source,
    /// The sender: it has a piece, and more will follow.
    Sender,
    /// The receiver: the sender has the whole body.
    Sent,
    /// Nobody: the sender has dropped the body.
    Dropped,
}

/// The sender's handle.
#[derive(Debug)]
pub(super) struct Sender(Arc<Progress>);

impl Progress {
    /// Creates the progress of a body that was not requested yet. An empty body counts as sent, as
    /// it is never requested.
    pub(super) fn new(is_empty: bool) -> (Arc<Self>, Sender) {
        let stage = if is_empty { Stage::Sent } else { Stage::Unsent };
        let progress = Arc::new(Self(Mutex::new(State { stage, asked: 0 })));
        (Arc::clone(&progress), Sender(progress))
    }

    /// Whether the sender has the whole body, so that the receiver may act on the request.
    pub fn is_sent(&self) -> bool {
        self.state().stage == Stage::Sent
    }

    /// Whether the sender will request no more.
    pub fn is_over(&self) -> bool {
        matches!(self.state().stage, Stage::Sent | Stage::Dropped)
    }

    /// How many times the sender has requested a piece, while it is sending one.
    pub fn sending(&self) -> Option<u64> {
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
    /// The sender requests the next piece.
    pub(super) fn asks(&self) {
        self.0.enter(Stage::Source);
        self.0.state().asked += 1;
    }

    /// The sender has received a piece.
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
