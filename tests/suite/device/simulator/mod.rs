//! The simulated device itself: it is as strict as a real one, and says what it dislikes.

mod forge;
mod profile;
mod restart;
mod shapes;
mod upstream;
