//! The [`Sleep`] on the timers of JavaScript.

use std::time::Duration;

use js_sys::futures::JsFuture;
use js_sys::{Function, Promise, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::platform::FOREVER;
use crate::{BoxFuture, Sleep};

/// The longest timer: `setTimeout` fires at once after a longer time.
const LONGEST: Duration = Duration::from_millis(i32::MAX as u64);

/// Sleeps with `setTimeout`. On a host without it sleeps complete at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DefaultSleep;

impl Sleep for DefaultSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut left = duration.min(FOREVER);
        // Timers belong to their thread, which is the only one.
        Box::pin(SendWrapper::new(async move {
            while !left.is_zero() {
                let step = left.min(LONGEST);
                left -= step;
                Timer::sleep(step).await;
            }
        }))
    }
}

/// A timer, which is cancelled when it is dropped: it keeps some hosts alive.
struct Timer(JsValue);

impl Timer {
    async fn sleep(duration: Duration) {
        let mut timer = Self(JsValue::UNDEFINED);
        let millis = JsValue::from_f64((duration.as_secs_f64() * 1_000.0).ceil());
        let fired = Promise::new(&mut |resolve, _| match global("setTimeout") {
            Some(set) => {
                let id = set.call2(&JsValue::UNDEFINED, &resolve, &millis);
                timer.0 = id.unwrap_or_default();
            }
            None => drop(resolve.call0(&JsValue::UNDEFINED)),
        });
        // The promise is never rejected.
        let _ = JsFuture::from(fired).await;
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(clear) = global("clearTimeout") {
            let _ = clear.call1(&JsValue::UNDEFINED, &self.0);
        }
    }
}

/// Returns a global function of the host.
fn global(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &JsValue::from_str(name)).ok()?.dyn_into().ok()
}
