// The cropper would find out by writing inline handlers, which the policy of this site blocks.
jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;
