// Package browsertest holds the tests of the application in a real browser, and
// takes the screenshots for the README. It has no code of its own.
package browsertest
