//! Git, asked through its own command.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// What a shell or a hook may have set, and what would lead Git to another repository than that of the file.
const ELSEWHERE: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"];

/// Why it is not known what has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// There is no Git to ask.
    #[error("git was not found, and only git knows what has changed; install it, or check without --changed-since")]
    NotInstalled,
    /// What is no revision would be read as an option.
    #[error("“{0}” is no revision; name a branch, a tag or a commit")]
    NoRevision(String),
    /// A file has no history.
    #[error("{0}: it lies in no git repository, so nothing is known of its earlier versions")]
    NoRepository(String),
    /// The revision is not there.
    #[error("git knows no branch, tag or commit called “{0}”")]
    Unknown(String),
    /// The revision may be there, but the clone holds only the end of the history.
    #[error(
        "“{0}” is not in this clone, which holds only the end of the history; fetch all of it: `git fetch \
         --unshallow`, or `fetch-depth: 0` for actions/checkout in a workflow"
    )]
    Shallow(String),
    /// Git says that something else is wrong.
    #[error("git could not tell what has changed: {0}")]
    Failed(String),
}

impl From<io::Error> for GitError {
    fn from(error: io::Error) -> GitError {
        match error.kind() {
            io::ErrorKind::NotFound => GitError::NotInstalled,
            _ => GitError::Failed(error.to_string()),
        }
    }
}

/// A repository with its files laid out.
#[derive(Debug)]
pub(super) struct Repository {
    root: PathBuf,
}

/// What became of a file: where it was at a commit, and the id of what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) old_path: String,
    pub(super) path: String,
    /// None where there was no such file.
    pub(super) id: Option<String>,
}

impl Repository {
    /// The folder of the repository that holds a file, both by their true places.
    pub(super) fn root_of(file: &Path) -> Option<PathBuf> {
        file.ancestors().skip(1).find(|folder| folder.join(".git").exists()).map(Path::to_owned)
    }

    pub(super) fn new(root: PathBuf) -> Repository {
        Repository { root }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root).args(args).env("LC_ALL", "C").stdin(Stdio::null());
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.command(args).output()?;
        if output.status.success() { Ok(output.stdout) } else { Err(GitError::Failed(said(&output.stderr))) }
    }

    /// The commit that a revision names.
    pub(super) fn commit(&self, revision: &str) -> Result<String, GitError> {
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Err(GitError::NoRevision(revision.to_owned()));
        }
        let name = format!("{revision}^{{commit}}");
        let output = self.command(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name]).output()?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() && !id.is_empty() {
            return Ok(id);
        }
        // a repository that git itself refuses to read answers nothing at all
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"])?;
        Err(match shallow.starts_with(b"true") {
            true => GitError::Shallow(revision.to_owned()),
            false => GitError::Unknown(revision.to_owned()),
        })
    }

    /// The files that are not as they were at a commit, under their present paths; what was moved is followed.
    pub(super) fn changed(&self, commit: &str) -> Result<Vec<Entry>, GitError> {
        let diff = ["diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", commit, "--"];
        let told = self.run(&diff)?;
        Ok(entries(&String::from_utf8_lossy(&told)))
    }

    /// The files that git keeps.
    pub(super) fn kept(&self) -> Result<Vec<String>, GitError> {
        let told = self.run(&["ls-files", "-z", "--"])?;
        Ok(String::from_utf8_lossy(&told).split_terminator('\0').map(str::to_owned).collect())
    }

    /// A reader of what stood in files.
    pub(super) fn contents(&self) -> Result<Contents, GitError> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(ask), Some(answer)) => Ok(Contents { child, ask: Some(ask), answer: BufReader::new(answer) }),
            _ => Err(GitError::Failed("it does not answer".to_owned())),
        }
    }
}

/// What stood in files, asked for one by one.
#[derive(Debug)]
pub(super) struct Contents {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Contents {
    /// What the object of an id holds; none where the clone does not have it.
    pub(super) fn of(&mut self, id: &str) -> Result<Option<Vec<u8>>, GitError> {
        let Some(ask) = &mut self.ask else { return Ok(None) };
        writeln!(ask, "{id}")?;
        ask.flush()?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        // “ID blob SIZE”, or “ID missing”
        let Some(size) = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok()) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        (&mut self.answer).take(size + 1).read_to_end(&mut bytes)?;
        bytes.pop();
        Ok(Some(bytes))
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        // without anything more to answer it ends by itself
        self.ask = None;
        let _ = self.child.wait();
    }
}

/// What `git diff --raw -z` says: `:MODE MODE ID ID STATUS`, then a path, or two where the file was moved.
fn entries(told: &str) -> Vec<Entry> {
    let mut fields = told.split_terminator('\0');
    let mut entries = Vec::new();
    while let Some(head) = fields.next() {
        let mut words = head.trim_start_matches(':').split(' ').skip(2);
        let (Some(id), Some(status)) = (words.next(), words.nth(1)) else { break };
        let Some(old_path) = fields.next() else { break };
        let moved = status.starts_with(['R', 'C']);
        let Some(path) = (if moved { fields.next() } else { Some(old_path) }) else { break };
        let id = Some(id.to_owned()).filter(|id| id.contains(|c| c != '0'));
        entries.push(Entry { old_path: old_path.to_owned(), path: path.to_owned(), id });
    }
    entries
}

/// The first line of what git says on standard error.
fn said(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    line.trim_start_matches("fatal: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_git_says_of_files() {
        let told = ":100644 100644 aa1 000 M\0a b.txt\0:000000 100644 000 bb2 A\0new.txt\0:100644 100644 cc3 000 R087\0\
                    old.md\0new\n.md\0:100644 000000 dd4 000 D\0gone.txt\0";
        let entry = |old: &str, path: &str, id: Option<&str>| Entry {
            old_path: old.to_owned(),
            path: path.to_owned(),
            id: id.map(str::to_owned),
        };
        assert_eq!(
            entries(told),
            [
                entry("a b.txt", "a b.txt", Some("aa1")),
                entry("new.txt", "new.txt", None),
                entry("old.md", "new\n.md", Some("cc3")),
                entry("gone.txt", "gone.txt", Some("dd4")),
            ]
        );
        assert_eq!(entries(""), []);
    }
}
