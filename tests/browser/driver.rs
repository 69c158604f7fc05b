//! A browser, driven by the WebDriver protocol.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Anything that can go wrong in a test.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// How long the browser may take to start, or to do what it was told.
const PATIENCE: Duration = Duration::from_secs(60);
/// The key that moves on, as WebDriver writes it.
pub(crate) const TAB: &str = "\u{e004}";
/// The key that follows a link.
pub(crate) const ENTER: &str = "\u{e007}";

/// Chromium with a profile of its own, and the driver that steers it. Both end with it.
pub(crate) struct Browser {
    driver: Driver,
    /// The address of the session.
    session: String,
    _profile: TempDir,
}

/// The program that steers the browser.
struct Driver {
    process: Child,
    agent: ureq::Agent,
    address: String,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Driver {
    fn start() -> Result<Driver, Failure> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command
            .spawn()
            .map_err(|error| format!("chromedriver cannot be run ({error}): install chromium and chromium-driver"))?;
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        let driver = Driver { process, agent: config.build().into(), address: format!("http://127.0.0.1:{port}") };
        let start = Instant::now();
        while driver.agent.get(format!("{}/status", driver.address)).call().is_err() {
            if start.elapsed() > PATIENCE {
                return Err("chromedriver does not answer".into());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(driver)
    }

    fn post(&self, address: &str, body: &Value) -> Result<Value, Failure> {
        let request = self.agent.post(address).content_type("application/json");
        let mut answer: Value = serde_json::from_str(&request.send(body.to_string())?.body_mut().read_to_string()?)?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"]).into()),
            None => Ok(value),
        }
    }
}

impl Browser {
    /// Starts the browser. Pages move at once, and not smoothly, when a link is followed.
    pub(crate) fn start() -> Result<Browser, Failure> {
        let driver = Driver::start()?;
        let profile = TempDir::new()?;
        let mut options = json!({"args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--window-size=1280,900",
            format!("--user-data-dir={}", profile.path().display()),
        ]});
        // where Debian puts it
        if Path::new("/usr/bin/chromium").is_file() {
            options["binary"] = json!("/usr/bin/chromium");
        }
        let wanted = json!({"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}});
        let wanted = json!({"capabilities": {"alwaysMatch": wanted}});
        let session = driver.post(&format!("{}/session", driver.address), &wanted)?;
        let id = session["sessionId"].as_str().ok_or("no session")?;
        let session = format!("{}/session/{id}", driver.address);
        Ok(Browser { driver, session, _profile: profile })
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value, Failure> {
        self.driver.post(&format!("{}/{command}", self.session), body)
    }

    /// Opens a file.
    pub(crate) fn open(&self, file: &Path) -> Result<(), Failure> {
        self.post("url", &json!({"url": format!("file://{}", file.display())})).map(|_| ())
    }

    /// What the body of a function comes to in the page.
    pub(crate) fn ask(&self, script: &str) -> Result<Value, Failure> {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// Clicks on the first element of a selector.
    pub(crate) fn click(&self, selector: &str) -> Result<(), Failure> {
        let found = self.post("element", &json!({"using": "css selector", "value": selector}))?;
        let id =
            found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str).ok_or("no element")?;
        self.post(&format!("element/{id}/click"), &json!({})).map(|_| ())
    }

    /// Presses and lets go a key.
    pub(crate) fn press(&self, key: &str) -> Result<(), Failure> {
        let steps = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": steps}]})).map(|_| ())
    }

    /// Gives a command of the DevTools protocol.
    pub(crate) fn tell(&self, command: &str, parameters: &Value) -> Result<Value, Failure> {
        self.post("goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// Ends the browser, and fails if it had anything to complain of.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let log = self.post("se/log", &json!({"type": "browser"}))?;
        let complaints = log.as_array().ok_or("no log")?;
        assert!(complaints.is_empty(), "the console says {complaints:#?}");
        let _ = self.driver.agent.delete(&self.session).call();
        Ok(())
    }
}
