//! `Server`: answers browsers, in a thread of its own.
//!
//! One thread waits for a thousand connections; this is the only asynchronous file. Requests are answered out of a table
//! in memory: an address never becomes a path of a file. Each stream of events looks at one cell that holds what is shown
//! last, so that one who never reads keeps one event waiting, and nobody else.

use std::io;
use std::net::TcpListener as StdListener;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::time::{sleep, timeout};

use crate::emit::html;
use crate::preview::head::{self, Ask, Asked, LONGEST, Refusal};
use crate::preview::names::Names;
use crate::preview::reply::{self, Answer, Media, Stays};
use crate::preview::room;
use crate::preview::site::Shown;

/// How long a head may take to come, and a connection to ask again.
const HEAD: Duration = Duration::from_secs(10);

/// How long one may take to read what is written.
const READING: Duration = Duration::from_secs(60);

/// How often one who listens hears that the server is there.
const BEAT: Duration = Duration::from_secs(5);

/// How long no connection is taken where the system has no more.
const RELIEF: Duration = Duration::from_millis(50);

/// How much is read of what is refused, in bytes, and for how long.
const DREGS: usize = 4 << 20;
const FAREWELL: Duration = Duration::from_secs(1);

/// Written before the first event: how soon a browser asks again by itself.
const PREAMBLE: &str = "retry: 500\n\n";

/// Heard by the page's script, unlike a comment.
const HEARTBEAT: &str = "event: beat\ndata:\n\n";

/// What is the same for every project, by path: no secret, and found without a token.
fn asset(path: &str) -> Option<(Media, &'static str)> {
    match path {
        "/map.css" => Some((Media::Css, html::STYLE)),
        "/map.js" => Some((Media::Script, html::SCRIPT)),
        "/live.css" => Some((Media::Css, include_str!("live.css"))),
        "/live.js" => Some((Media::Script, include_str!("live.js"))),
        "/favicon.ico" => Some((Media::Svg, include_str!("icon.svg"))),
        _ => None,
    }
}

/// Answers browsers until it is dropped.
#[derive(Debug)]
pub struct Server {
    shown: watch::Sender<Arc<Shown>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers whoever comes to `listeners` by one of `names`.
    pub fn start(listeners: Vec<StdListener>, names: Names, first: Shown) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
        let (shown, seen) = watch::channel(Arc::new(first));
        let (stop, stopped) = oneshot::channel();
        let house = Arc::new(House { names, seen, room: Arc::new(Semaphore::new(room::connections())) });
        let doors = {
            let _inside = runtime.enter();
            listeners.into_iter().map(TcpListener::from_std).collect::<io::Result<Vec<_>>>()?
        };
        let thread = std::thread::Builder::new().name("preview".to_owned());
        let thread = thread.spawn(move || serve(&runtime, doors, &house, stopped))?;
        Ok(Self { shown, stop: Some(stop), thread: Some(thread) })
    }

    /// Shows this from now on, and tells whoever listens.
    pub fn show(&self, shown: Shown) {
        self.shown.send_replace(Arc::new(shown));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What every connection needs.
struct House {
    names: Names,
    seen: watch::Receiver<Arc<Shown>>,
    room: Arc<Semaphore>,
}

/// Takes connections until it is told to stop. What is open then is closed with the runtime.
fn serve(runtime: &Runtime, doors: Vec<TcpListener>, house: &Arc<House>, stopped: oneshot::Receiver<()>) {
    runtime.block_on(async {
        for door in doors {
            let house = Arc::clone(house);
            tokio::spawn(async move {
                loop {
                    match door.accept().await {
                        Ok((stream, _)) => house.take(stream),
                        Err(_) => sleep(RELIEF).await,
                    }
                }
            });
        }
        // That nobody is left who could say so is the same.
        let _ = stopped.await;
    });
}

impl House {
    /// Serves a connection beside the others, if there is room for one more.
    fn take(self: &Arc<Self>, mut stream: TcpStream) {
        let house = Arc::clone(self);
        // Small answers are to go at once.
        let _ = stream.set_nodelay(true);
        match Arc::clone(&self.room).try_acquire_owned() {
            Ok(place) => drop(tokio::spawn(async move {
                // Whoever goes away or is too slow has nothing to be told.
                let _ = house.serve(&mut stream).await;
                drop(place);
            })),
            Err(_) => {
                let (head, body) = reply::refused(Refusal::TooMany);
                // Nothing is waited for: there is room for this, or nobody reads it.
                let _ = stream.try_write(&[head.as_bytes(), body.as_bytes()].concat());
            }
        }
    }

    /// Answers one request after the other.
    async fn serve(&self, stream: &mut TcpStream) -> io::Result<()> {
        let mut bytes = Vec::new();
        loop {
            let asked = timeout(HEAD, self.hear(stream, &mut bytes)).await;
            let ask = match asked {
                Ok(Ok(Asked::Page(ask))) => ask,
                Ok(Ok(Asked::Refused(refusal))) => return refuse(stream, refusal).await,
                Err(_) if !bytes.is_empty() => return refuse(stream, Refusal::TooSlow).await,
                Ok(Ok(Asked::More)) | Err(_) => return Ok(()),
                Ok(Err(error)) => return Err(error),
            };
            bytes.drain(..ask.length);
            let stays = if ask.stays { Stays::Open } else { Stays::Closes };
            let (head, body) = match self.answer(&ask.path) {
                Some(Answer::Text(media, text)) => reply::found(media, &text, stays),
                Some(Answer::Moved(to)) => {
                    reply::moved(&format!("{}{}", self.names.base(), to.trim_start_matches('/')), stays)
                }
                Some(Answer::Events) => return self.tell(stream, &ask).await,
                None => reply::missing(&self.seen.borrow().missing, stays),
            };
            write(stream, head.as_bytes()).await?;
            if !ask.only_head {
                write(stream, body.as_bytes()).await?;
            }
            if !ask.stays {
                return stream.shutdown().await;
            }
        }
    }

    /// Reads until there is a request; `More` where there will be none.
    async fn hear(&self, stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<Asked> {
        let mut may_be_whole = ends(bytes);
        loop {
            // One that comes byte by byte is not to be read as often.
            if may_be_whole || bytes.len() >= LONGEST {
                match head::read(bytes, &self.names) {
                    Asked::More => {}
                    asked => return Ok(asked),
                }
            }
            let mut piece = [0; 4 << 10];
            let read = stream.read(&mut piece).await?;
            if read == 0 {
                return Ok(Asked::More);
            }
            let seam = bytes.len().saturating_sub(2);
            bytes.extend_from_slice(&piece[..read]);
            may_be_whole = ends(&bytes[seam..]);
        }
    }

    /// What stands at a path.
    fn answer(&self, path: &str) -> Option<Answer> {
        if let Some((media, text)) = asset(path) {
            return Some(Answer::Text(media, text.into()));
        }
        let inside = path.strip_prefix(&self.names.base())?;
        self.seen.borrow().answers.get(&format!("/{inside}")).cloned()
    }

    /// Tells what is shown, now and whenever it changes, for as long as somebody listens.
    async fn tell(&self, stream: &mut TcpStream, ask: &Ask) -> io::Result<()> {
        write(stream, reply::events().as_bytes()).await?;
        if ask.only_head {
            return stream.shutdown().await;
        }
        let mut seen = self.seen.clone();
        let first = Arc::clone(&seen.borrow_and_update().event);
        write(stream, PREAMBLE.as_bytes()).await?;
        write(stream, first.as_bytes()).await?;
        let (mut from, mut to) = stream.split();
        let mut piece = [0; 256];
        loop {
            tokio::select! {
                changed = seen.changed() => {
                    if changed.is_err() {
                        return Ok(());
                    }
                    let event = Arc::clone(&seen.borrow_and_update().event);
                    in_time(to.write_all(event.as_bytes())).await?;
                }
                read = from.read(&mut piece) => {
                    // There is nothing to ask for any more, and the end of it is what is listened for.
                    if read? == 0 {
                        return Ok(());
                    }
                }
                () = sleep(BEAT) => in_time(to.write_all(HEARTBEAT.as_bytes())).await?,
            }
        }
    }
}

/// Whether a head ends in these bytes.
fn ends(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == b"\n\n") || bytes.windows(3).any(|three| three == b"\n\r\n")
}

async fn write(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    in_time(stream.write_all(bytes)).await
}

/// Waits for something to be read by the other side, but not for ever.
async fn in_time(writing: impl Future<Output = io::Result<()>>) -> io::Result<()> {
    timeout(READING, writing).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// Says why not, and closes the connection.
async fn refuse(stream: &mut TcpStream, refusal: Refusal) -> io::Result<()> {
    let (head, body) = reply::refused(refusal);
    write(stream, &[head.as_bytes(), body.as_bytes()].concat()).await?;
    stream.shutdown().await?;
    // To close with something unread would take the answer away from who has not read it yet.
    let rest = async {
        let (mut piece, mut left) = ([0; 4 << 10], DREGS);
        while let Ok(read @ 1..) = stream.read(&mut piece).await {
            left = usize::saturating_sub(left, read);
            if left == 0 {
                break;
            }
        }
    };
    // It is over by then, or nobody listens.
    let _ = timeout(FAREWELL, rest).await;
    Ok(())
}
