"""What happens: each turns a wish of the user into a job and its reports into what is seen."""
