//! An MDM behind the gateway: a double of NanoMDM that keeps its status table, remembers what reached it, and can
//! fail in every way an MDM can.

mod http;
mod nanomdm;

pub use http::Seen;

use nanomdm::NanoMdm;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use vestibule_pki::certificate::Certificate;

/// How it behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mood {
    /// As NanoMDM does.
    #[default]
    Works,
    /// Answers everything with a status.
    Says(u16),
    /// Does what it should, and then the connection breaks before the answer.
    BreaksOff,
    /// Takes the request and never answers.
    Hangs,
}

/// The double. It ends with its owner.
pub struct Upstream {
    address: SocketAddr,
    shared: Arc<Shared>,
    door: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Shared {
    open: Mutex<bool>,
    mood: Mutex<Mood>,
    seen: Mutex<Vec<Seen>>,
    mdm: Mutex<NanoMdm>,
    hanging: Mutex<Vec<TcpStream>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("no test panics while it holds the upstream")
}

impl Upstream {
    /// Starts one that trusts nobody yet.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let upstream = Self {
            address: listener.local_addr().expect("it is bound"),
            shared: Arc::default(),
            door: Mutex::default(),
        };
        upstream.serve(listener);
        upstream
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The authority whose devices it accepts (`-ca`).
    pub fn trust(&self, authority: Certificate) {
        lock(&self.shared.mdm).authority = Some(authority);
    }

    /// Changes how it behaves from now on.
    pub fn turn(&self, mood: Mood) {
        *lock(&self.shared.mood) = mood;
    }

    /// Takes it down: connections are refused.
    pub fn down(&self) {
        *lock(&self.shared.open) = false;
        // Wakes the door, which then sees that it is closed.
        drop(TcpStream::connect(self.address));
        if let Some(door) = lock(&self.door).take() {
            door.join().expect("the upstream ends well");
        }
        lock(&self.shared.hanging).clear();
    }

    /// Brings it up again, at the same address and with what it knew.
    pub fn up(&self) {
        self.serve(TcpListener::bind(self.address).expect("its port is still free"));
    }

    /// Everything that reached it, in order.
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.shared.seen).clone()
    }

    /// Whether somebody waits for an answer that never comes.
    pub fn is_hanging(&self) -> bool {
        !lock(&self.shared.hanging).is_empty()
    }

    /// Puts a command into a device's queue.
    pub fn enqueue(&self, udid: &str, command: &[u8]) {
        lock(&self.shared.mdm).enqueue(udid, command);
    }

    fn serve(&self, listener: TcpListener) {
        *lock(&self.shared.open) = true;
        let shared = self.shared.clone();
        let door = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if !*lock(&shared.open) {
                    return;
                }
                let shared = shared.clone();
                std::thread::spawn(move || answer(&shared, stream));
            }
        });
        *lock(&self.door) = Some(door);
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.down();
    }
}

fn answer(shared: &Shared, mut stream: TcpStream) {
    let Some(seen) = http::read(&mut stream) else {
        return;
    };
    lock(&shared.seen).push(seen.clone());
    let mood = *lock(&shared.mood);
    let (status, body) = match mood {
        Mood::Works => lock(&shared.mdm).answer(&seen),
        Mood::Says(status) => (status, b"<html>from the upstream</html>".to_vec()),
        Mood::BreaksOff => {
            lock(&shared.mdm).answer(&seen);
            return;
        }
        Mood::Hangs => {
            lock(&shared.hanging).push(stream);
            return;
        }
    };
    let head = format!(
        "HTTP/1.1 {status} From The Upstream\r\nContent-Type: {}\r\nContent-Length: {}\r\nServer: upstream\r\nConnection: close\r\n\r\n",
        if status == 200 {
            "text/xml; charset=utf-8"
        } else {
            "text/html"
        },
        body.len()
    );
    // A gateway that gave up is no fault of the upstream.
    drop(stream.write_all(&[head.as_bytes(), &body].concat()));
}
