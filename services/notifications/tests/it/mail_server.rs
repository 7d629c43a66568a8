//! A mail server that speaks SMTP on a real socket, and misbehaves as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server treats one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conduct {
    /// Answers `line` instead of its greeting, then closes.
    Greets(&'static str),
    /// Answers `line` to the first command that begins so.
    Answers(&'static str, &'static str),
    /// Answers `line` to the mail itself, after having read all of it.
    AnswersTheMail(&'static str),
    /// Takes the mail, and breaks off before it says so.
    TakesAndBreaksOff,
    /// Takes the mail, and never says so.
    TakesAndIsSilent,
    /// Says nothing at all.
    IsSilent,
}

/// Follows its conducts, one per connection, and takes everything afterwards.
pub(crate) struct MailServer {
    pub url: String,
    taken: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

impl MailServer {
    pub(crate) async fn start(conducts: impl IntoIterator<Item = Conduct>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let taken = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let (mails, count) = (taken.clone(), connections.clone());
        let mut conducts: VecDeque<Conduct> = conducts.into_iter().collect();
        #[expect(clippy::disallowed_methods, reason = "the server ends with the test's runtime")]
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *count.lock().expect("a count") += 1;
                let (conduct, mails) = (conducts.pop_front(), mails.clone());
                #[expect(clippy::disallowed_methods, reason = "the connection ends with the test's runtime")]
                tokio::spawn(async move {
                    // What the client breaks off is its own affair.
                    let _ = converse(stream, conduct, &mails).await;
                });
            }
        });
        Self { url: format!("smtp://{address}"), taken, connections }
    }

    /// The mails that were read to their end, whatever was answered.
    pub(crate) fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("mails").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().expect("a count")
    }
}

async fn converse(stream: TcpStream, conduct: Option<Conduct>, taken: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    match conduct {
        Some(Conduct::IsSilent) => return silence().await,
        Some(Conduct::Greets(line)) => return writer.write_all(format!("{line}\r\n").as_bytes()).await,
        _ => writer.write_all(b"220 mail.example.org ESMTP\r\n").await?,
    }
    while let Some(line) = lines.next_line().await? {
        let answer = match (line.split_whitespace().next().unwrap_or_default(), conduct) {
            (_, Some(Conduct::Answers(command, answer))) if line.starts_with(command) => answer,
            ("EHLO", _) => "250-mail.example.org\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            ("DATA", _) => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                taken.lock().expect("mails").push(mail);
                match conduct {
                    Some(Conduct::TakesAndBreaksOff) => return Ok(()),
                    Some(Conduct::TakesAndIsSilent) => return silence().await,
                    Some(Conduct::AnswersTheMail(answer)) => answer,
                    _ => "250 2.0.0 taken",
                }
            }
            ("QUIT", _) => "221 bye",
            ("AUTH", _) => "235 welcome",
            _ => "250 fine",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

async fn silence() -> std::io::Result<()> {
    std::future::pending().await
}

/// A header of a mail, unfolded.
pub(crate) fn header(mail: &str, name: &str) -> String {
    let head = mail.split("\n\n").next().unwrap_or_default().replace("\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
    line.unwrap_or_else(|| panic!("no {name} in:\n{mail}"))
}
